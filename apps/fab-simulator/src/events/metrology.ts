import type { MetrologyV1 } from '@fabwright/contracts';
import { latent } from '../causes/variation.ts';
import type { Run } from '../flow/lot.ts';
import { HOUR, iso } from '../model/calendar.ts';
import { stepNamed, type Step } from '../model/route.ts';
import { METROLOGY_TOOLS } from '../model/tools.ts';
import type { World } from '../model/world.ts';
import { hashOf, normalAt, RandomStream, uniformAt } from '../random/stream.ts';

interface Gauge {
  readonly step: Step;
  readonly tool: string;
  readonly parameter: string;
  readonly unit: string;
  readonly target: number;
  readonly sd: number;
  readonly cluster: number;
}

type Line = readonly [
  stepName: string,
  tool: keyof typeof METROLOGY_TOOLS,
  parameter: string,
  target: number,
  sd: number,
  cluster: number,
];
const LINES: readonly Line[] = [
  ['Pad oxide', 'thickness', 'Pad oxide thickness', 11.2, 0.09, 0],
  ['Active litho', 'cd', 'Active CD', 182, 1.3, 0],
  ['Trench CMP', 'thickness', 'Trench oxide thickness', 402, 4.2, 0],
  ['Gate oxide', 'thickness', 'Gate oxide thickness', 5.4, 0.035, 0],
  ['Gate litho', 'overlay', 'Gate overlay X', 0, 3.1, 1],
  ['Gate etch', 'cd', 'Gate CD', 131, 1.1, 1],
  ['Dielectric 1 CMP', 'thickness', 'Dielectric 1 thickness', 618, 6.5, 0],
  ['Contact litho', 'overlay', 'Contact overlay X', 0, 3.4, 1],
  ['Contact etch', 'cd', 'Contact CD', 158, 1.6, 0],
  ['Metal 1 etch', 'cd', 'Metal 1 CD', 204, 1.9, 2],
];
const GAUGES: readonly Gauge[] = LINES.map(([stepName, tool, parameter, target, sd, cluster]) => {
  return { step: stepNamed(stepName), tool: METROLOGY_TOOLS[tool], parameter, unit: 'nm', target, sd, cluster };
});

export const SAMPLED_LOTS = 0.4;
export const SAMPLED_WAFERS = 3;
/** Centre, four at half radius, four near the edge. */
const SITES = [
  [0, 0],
  [70, 0],
  [-70, 0],
  [0, 70],
  [0, -70],
  [95, 95],
  [-95, 95],
  [-95, -95],
  [95, -95],
] as const;

/** The gauge after a step, where this lot is sampled there. */
export function gaugeAfter(world: World, run: Run): { gauge: Gauge; measuredAt: number } | undefined {
  const gauge = GAUGES.find((one) => one.step === run.step);
  if (!gauge) return undefined;
  const key = hashOf(world.seed, 'sampled', run.id);
  if (uniformAt(key) >= SAMPLED_LOTS) return undefined;
  return { gauge, measuredAt: run.endedAt + (1 + 7 * uniformAt(key + 1)) * HOUR };
}

export function metrology(world: World, run: Run, gauge: Gauge, measuredAt: number): MetrologyV1 {
  const stream = new RandomStream(world.seed, 'metrology', run.id);
  const sampled = stream.shuffle(run.wafers.map((_, place) => place)).slice(0, SAMPLED_WAFERS);
  const limit = 6 * gauge.sd;
  return {
    runId: `${run.id}-M`,
    lotId: run.lot.lotId,
    lotNo: run.lotNo,
    productId: run.lot.product.id,
    stepId: run.step.id,
    toolId: gauge.tool,
    parameter: gauge.parameter,
    unit: gauge.unit,
    target: gauge.target,
    lowLimit: significant(gauge.target - limit),
    highLimit: significant(gauge.target + limit),
    measuredAt: iso(measuredAt),
    wafers: sampled.map((place) => waferSites(world, run, gauge, place, stream)),
  };
}

/** Follows the sensors of its step, with the chamber's own offset, a bowl over the radius and gauge noise. */
function waferSites(
  world: World,
  run: Run,
  gauge: Gauge,
  place: number,
  stream: RandomStream,
): MetrologyV1['wafers'][number] {
  const wafer = run.wafers[place] ?? 0;
  const shift = world.causes
    .traces(run, place)
    .reduce((sum, trace) => sum + (trace.cluster === gauge.cluster ? 0.5 * trace.shiftSd : 0), 0);
  const chamber =
    0.5 * normalAt(hashOf(world.seed, 'gauge-offset', run.toolId, run.chambers[place] ?? '', gauge.parameter));
  const centre = 0.7 * latent(world.seed, run, wafer, gauge.cluster) + chamber + shift;
  const sites = SITES.map(([x, y]) => {
    const bowl = 0.5 * ((x * x + y * y) / 9_000 - 1);
    return { x, y, value: significant(gauge.target + gauge.sd * (centre + bowl + 0.35 * stream.normal())) };
  });
  return { waferId: run.lot.waferIds[wafer] ?? '', sites };
}

function significant(value: number): number {
  return Number(value.toPrecision(6));
}
