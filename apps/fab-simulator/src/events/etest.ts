import type { EtestV1 } from '@fabwright/contracts';
import type { Lot } from '../flow/lot.ts';
import { iso } from '../model/calendar.ts';
import { ETEST_STEP } from '../model/route.ts';
import { ETEST_PARAMETERS } from '../model/tests.ts';
import { ETEST_TOOL } from '../model/tools.ts';
import type { World } from '../model/world.ts';
import { RandomStream } from '../random/stream.ts';
import { waferLoss } from '../sort/wafer-loss.ts';

const MEASURED_WAFERS = 5;
const SITES = [
  [0, 0],
  [75, 10],
  [-75, -10],
  [10, 75],
  [-10, -75],
  [92, 92],
  [-92, 92],
  [-92, -92],
  [92, -92],
] as const;
/** Share of sites that could not be contacted. */
const NO_CONTACT = 0.004;

/** E-test sees the same electrical factors as the sort tests of that wafer. */
export function etest(world: World, lot: Lot, lotNo: string, wafers: readonly number[], at: number): EtestV1 {
  const stream = new RandomStream(world.seed, 'etest', lotNo);
  const measured = stream
    .shuffle([...wafers])
    .slice(0, MEASURED_WAFERS)
    .sort((a, b) => a - b);
  const { scale } = lot.product;
  return {
    runId: `${lotNo}-WAT`,
    lotId: lot.lotId,
    lotNo,
    productId: lot.product.id,
    stepId: ETEST_STEP.id,
    toolId: ETEST_TOOL,
    measuredAt: iso(at),
    parameters: ETEST_PARAMETERS.map(({ name, unit, mean, sd }) => {
      const limits = [significant(scale * (mean - 6 * sd)), significant(scale * (mean + 6 * sd))] as const;
      return { name, unit, lowLimit: limits[0], highLimit: limits[1] };
    }),
    wafers: measured.map((wafer) => {
      const { factors } = waferLoss(world, lot, wafer);
      const sites = SITES.map(([x, y]) => ({
        x,
        y,
        values: ETEST_PARAMETERS.map(({ mean, sd, factor, loading }) => {
          const z = loading * (factors[factor] ?? 0) + Math.sqrt(1 - loading ** 2) * stream.normal();
          return stream.chance(NO_CONTACT) ? null : significant(scale * (mean + sd * z));
        }),
      }));
      return { waferId: lot.waferIds[wafer] ?? '', sites };
    }),
  };
}

function significant(value: number): number {
  return Number(value.toPrecision(6));
}
