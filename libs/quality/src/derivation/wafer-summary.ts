import {
  consolidateRetests,
  DieState,
  gatherColumn,
  threeYields,
  type RetestConsolidation,
} from '@fabwright/analytics';
import { normaliseCoordinates, type MapOrientation } from '@fabwright/fab';
import { siteYields, type SiteYields } from '../site-yield/site-yields.ts';
import type { VerdictColumns } from '../sort-run/die-segment.store.ts';

/** One current run of the wafer, in time order. */
export interface RunColumns {
  readonly segments: readonly VerdictColumns[];
  readonly endedAt: Date;
  readonly orientation: MapOrientation;
}

export interface BinCounts {
  readonly bins: Int32Array;
  readonly dies: Int32Array;
}

/** What is shown of a wafer at an insertion: counts of dies, failing dies by bin, and the map (notch down). */
export interface WaferSummary {
  readonly gross: number;
  readonly tested: number;
  readonly records: number;
  readonly recordsJudged: number;
  readonly goodRecord: number;
  readonly goodFirst: number;
  readonly goodFinal: number;
  readonly retested: number;
  readonly recovered: number;
  /** Dies that failed at their last result; those without a verdict are neither good nor failed. */
  readonly failed: number;
  readonly unplaced: number;
  readonly softFails: BinCounts;
  readonly hardFails: BinCounts;
  readonly sites: SiteYields;
  /** End of the last run that gave a die its first result. */
  readonly firstPassEndedAt: Date;
  readonly lastEndedAt: Date;
  readonly map: {
    readonly x: Int16Array;
    readonly y: Int16Array;
    readonly softBin: Int32Array;
    readonly hardBin: Int32Array;
    /** See `DieState`. */
    readonly state: Int8Array;
  };
}

/**
 * Merges a wafer's runs, in the order of their start, into one result per die. Coordinates are normalised run by run
 * first, so that a retest on a tester with other axes meets the same die. `grossDies` null = no die map is defined.
 * Throws a RangeError without runs.
 */
export function summariseWafer(runs: readonly RunColumns[], grossDies: number | null): WaferSummary {
  const segments = runs.flatMap((run) => run.segments.map((segment) => normalised(segment, run.orientation)));
  const merged = consolidateRetests(segments);
  const { counts } = merged;
  const softBin = gatherColumn(segments, 'softBin', merged.lastRecord);
  const hardBin = gatherColumn(segments, 'hardBin', merged.lastRecord);
  return {
    gross: threeYields(counts, grossDies).final.of,
    tested: counts.dies,
    records: counts.records,
    recordsJudged: counts.recordsWithVerdict,
    goodRecord: counts.goodRecords,
    goodFirst: counts.goodFirst,
    goodFinal: counts.goodFinal,
    retested: counts.retested,
    recovered: counts.recovered,
    failed: counts.dies - counts.goodFinal - counts.noVerdict,
    unplaced: counts.unplaced,
    softFails: failsByBin(softBin, merged.state),
    hardFails: failsByBin(hardBin, merged.state),
    sites: siteYields(segments, merged),
    firstPassEndedAt: firstPassEnd(runs, merged),
    lastEndedAt: latest(runs),
    map: { x: merged.x, y: merged.y, softBin, hardBin, state: merged.state },
  };
}

function normalised(segment: VerdictColumns, orientation: MapOrientation): VerdictColumns {
  return { ...segment, ...normaliseCoordinates(segment.x, segment.y, orientation) };
}

/** Dies that failed at their last result, by the bin of that result; the costliest bin first. */
function failsByBin(bins: Int32Array, states: Int8Array): BinCounts {
  const counts = new Map<number, number>();
  for (let die = 0; die < bins.length; die++) {
    const state = states[die];
    if (state !== DieState.failed && state !== DieState.lostOnRetest) continue;
    const bin = bins[die] ?? 0;
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return { bins: Int32Array.from(ranked, ([bin]) => bin), dies: Int32Array.from(ranked, ([, dies]) => dies) };
}

function firstPassEnd(runs: readonly RunColumns[], merged: RetestConsolidation): Date {
  let end: Date | null = null;
  let from = 0;
  for (const run of runs) {
    const to = from + run.segments.reduce((sum, segment) => sum + segment.x.length, 0);
    if ((end === null || run.endedAt > end) && hasFirstResult(merged.firstRecord, from, to)) end = run.endedAt;
    from = to;
  }
  return end ?? latest(runs);
}

function hasFirstResult(firstRecord: Uint32Array, from: number, to: number): boolean {
  return firstRecord.some((record) => record >= from && record < to);
}

function latest(runs: readonly RunColumns[]): Date {
  const times = runs.map((run) => run.endedAt.getTime());
  if (times.length === 0) throw new RangeError('A wafer without runs has no summary.');
  return new Date(Math.max(...times));
}
