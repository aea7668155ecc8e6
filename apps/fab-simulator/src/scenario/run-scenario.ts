import { FAIL_BINS } from '../model/bins.ts';
import { DAY } from '../model/calendar.ts';
import { createWorld } from '../model/world.ts';
import { RandomStream } from '../random/stream.ts';
import { plotOf, type Plot } from './kinds.ts';
import { PlantedCauses } from './planted-causes.ts';
import { ScenarioFab } from './scenario-fab.ts';
import type { AffectedLot, Scenario, ScenarioKind, ScenarioTruth } from './scenario.ts';

/** Begins long after the changes of recipes and of the test limit that the demonstration fab has in its history. */
const BEGINS = Date.UTC(2027, 2, 1);
const DAYS = 100;
/** Lots that the cause meets reach sort from about this day on. */
const MEETS_SORT_ON_DAY = 38;
const WAFERS = 13;

/**
 * 100 days of the demonstration fab with its ordinary noise, harmless shifts and maintenance, and with one planted
 * cause. Pure: the same arguments give the same fab. `sizeSigma`: mean loss of the exposed wafers in σ of lots.
 */
export function scenario(kind: ScenarioKind, seed: number, sizeSigma: number): Scenario {
  const cards = new Map<string, { probeCard: string; at: number }>();
  const settings = { seed, epoch: BEGINS, historyDays: 0, wafersPerLot: WAFERS };
  const { origin } = createWorld(settings);
  const stream = new RandomStream(seed, 'scenario', kind);
  const meetsSortAt = BEGINS + MEETS_SORT_ON_DAY * DAY;
  const plot = plotOf({ kind, seed, sizeSigma, stream, origin, meetsSortAt }, cards);
  const world = createWorld(settings, () => new PlantedCauses(seed, origin, plot));
  const fab = new ScenarioFab(world, plot);
  const sorted = fab.live({ from: BEGINS, until: BEGINS + DAYS * DAY }, cards);
  const lots = sorted.map(({ lot, sorts }) => fab.lotOf(lot, sorts));
  return {
    seed,
    from: BEGINS,
    to: BEGINS + DAYS * DAY,
    lots,
    sensors: () => fab.sensors(sorted.map(({ lot }) => lot)),
    truth: plot === null ? null : truthOf(kind, plot, fab.affected(sorted).get(plot.excursion) ?? []),
  };
}

function truthOf(kind: ScenarioKind, { guilty, excursion }: Plot, affected: readonly AffectedLot[]): ScenarioTruth {
  const { sizeSigma, hitShare, signature, from, to } = excursion;
  const softBin = FAIL_BINS[excursion.bin]?.number ?? 0;
  return { kind, guilty, sizeSigma, hitShare, softBin, signature, from, to, affected };
}
