import type { Maintenance } from '../flow/maintenance-plan.ts';
import { FabFlow } from '../flow/fab-flow.ts';
import type { Lot, Moment, Run, SortRun } from '../flow/lot.ts';
import { createWorld, type World } from '../model/world.ts';
import { Timeline, type Entry } from '../run/timeline.ts';

/** For specs only: a fab, followed for its whole history. */
export const EPOCH = Date.UTC(2026, 10, 23, 15);

export interface Followed {
  readonly world: World;
  readonly lots: Set<Lot>;
  readonly moments: { lot: Lot; moment: Moment }[];
  readonly runs: Run[];
  readonly sorts: SortRun[];
  readonly etests: { lot: Lot; lotNo: string; wafers: readonly number[] }[];
  readonly maintenances: Maintenance[];
}

export function smallWorld(change: Partial<{ seed: number; historyDays: number; wafersPerLot: number }> = {}): World {
  return createWorld({ seed: 11, epoch: EPOCH, historyDays: 14, wafersPerLot: 4, ...change });
}

export function follow(world: World, stops: readonly number[] = [world.epoch]): Followed {
  const followed: Followed = { world, lots: new Set(), moments: [], runs: [], sorts: [], etests: [], maintenances: [] };
  const flow = new FabFlow(
    { seed: world.seed, origin: world.origin, wafersPerLot: world.wafersPerLot },
    {
      moment: (lot, moment) => {
        followed.lots.add(lot);
        followed.moments.push({ lot, moment });
      },
      run: (run) => followed.runs.push(run),
      etest: (lot, lotNo, wafers) => followed.etests.push({ lot, lotNo, wafers }),
      sort: (run) => followed.sorts.push(run),
      maintenance: (one) => followed.maintenances.push(one),
    },
  );
  for (const stop of stops) flow.advance(stop);
  return followed;
}

export function entriesOf(world: World): { entries: Entry[]; timeline: Timeline } {
  const entries: Entry[] = [];
  const timeline = new Timeline(world, (entry) => entries.push(entry));
  timeline.advance(world.epoch);
  return { entries, timeline };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function variance(values: readonly number[]): number {
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
}

/** Correlation of a series with itself one place later. */
export function lagOne(values: readonly number[]): number {
  const middle = mean(values);
  let product = 0;
  let square = 0;
  values.forEach((value, i) => {
    square += (value - middle) ** 2;
    if (i > 0) product += (value - middle) * ((values[i - 1] ?? 0) - middle);
  });
  return product / square;
}
