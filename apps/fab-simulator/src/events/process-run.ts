import type { ProcessRunV1 } from '@fabwright/contracts';
import { latent } from '../causes/variation.ts';
import type { Run } from '../flow/lot.ts';
import { reticleOf } from '../flow/materials.ts';
import { HOUR, iso } from '../model/calendar.ts';
import { CLUSTERS, sensorsOf, type Sensor } from '../model/sensors.ts';
import { WRONG_CLOCK } from '../model/tools.ts';
import type { World } from '../model/world.ts';
import { hashOf, normalAt, RandomStream } from '../random/stream.ts';

/** How much the neighbours of a shifted sensor move along. */
const NEIGHBOUR = 0.85;
/** Sensors of a chamber that is being seasoned stand this many σ away at first; it halves with each second run. */
const SEASONING_SD = 2.4;
const CHAMBER_SD = 0.5;

/** By how much a tool's clock is ahead. */
export function clockError(toolId: string): number {
  return toolId === WRONG_CLOCK.toolId ? WRONG_CLOCK.offsetHours * HOUR : 0;
}

export function processRun(world: World, run: Run): ProcessRunV1 {
  const { lot, step } = run;
  const ahead = clockError(run.toolId);
  const { id, version, parameters } = world.recipes.inForce(lot.product, step, run.toolId, run.startedAt);
  const stream = new RandomStream(world.seed, 'sensors', run.id);
  return {
    runId: run.id,
    lotId: lot.lotId,
    lotNo: run.lotNo,
    productId: lot.product.id,
    stepId: step.id,
    stepName: step.name,
    area: step.area,
    toolId: run.toolId,
    recipe: { id, version, ...(parameters.length > 0 ? { parameters: [...parameters] } : {}) },
    startedAt: iso(run.startedAt + ahead),
    endedAt: iso(run.endedAt + ahead),
    wafers: run.wafers.map((wafer, i) => ({
      waferId: lot.waferIds[wafer] ?? '',
      ...(run.slots[i] ? { slot: run.slots[i] } : {}),
      ...(run.chambers[i] ? { chamber: run.chambers[i] } : {}),
      startedAt: iso((run.waferStartedAt[i] ?? 0) + ahead),
      endedAt: iso((run.waferEndedAt[i] ?? 0) + ahead),
    })),
    sensors: [
      ...sensorsOf(step.area).map((sensor) => summary(world, run, sensor, stream)),
      ...parameters.map(({ name, unit, value }) => ({
        name: `${name}_actual`,
        unit,
        statistic: 'mean' as const,
        values: run.wafers.map(() => significant(value * (1 + 0.0015 * stream.normal()))),
      })),
    ],
    queueTimeH: Math.round(run.queueHours * 100) / 100,
    ...(step.area === 'Lithography' ? { reticle: reticleOf(world.seed, lot, step) } : {}),
    seasoning: run.seasoning.some((count) => count > 0),
  };
}

function summary(world: World, run: Run, sensor: Sensor, stream: RandomStream): ProcessRunV1['sensors'][number] {
  const own = Math.sqrt(1 - sensor.loading ** 2);
  const values = run.wafers.map((wafer, place) => {
    const seen = sensor.loading * latent(world.seed, run, wafer, sensor.cluster % CLUSTERS) + own * stream.normal();
    const shift = shiftSd(world, run, place, sensor) + chamberSd(world, run.toolId, run.chambers[place] ?? '', sensor);
    const value = sensor.mean + sensor.sd * (seen + shift);
    return sensor.unit === '' ? Math.max(0, Math.round(value)) : significant(value);
  });
  return { name: sensor.name, unit: sensor.unit, statistic: sensor.statistic, values };
}

function shiftSd(world: World, run: Run, place: number, sensor: Sensor): number {
  let shift = 0;
  for (const trace of world.causes.traces(run, place)) {
    if (trace.sensor === sensor.name) shift += trace.shiftSd;
    else if (trace.cluster === sensor.cluster) shift += NEIGHBOUR * sensor.loading * trace.shiftSd;
  }
  const since = run.seasoning[place] ?? 0;
  if (since > 0 && sensor.cluster === 1) shift += SEASONING_SD * 0.5 ** ((since - 1) / 2);
  return shift;
}

/** Chambers never match quite. */
function chamberSd(world: World, toolId: string, chamber: string, sensor: Sensor): number {
  return CHAMBER_SD * normalAt(hashOf(world.seed, 'chamber-offset', toolId, chamber, sensor.name));
}

/** Five significant digits, as a tool's interface would send. */
function significant(value: number): number {
  return Number(value.toPrecision(5));
}
