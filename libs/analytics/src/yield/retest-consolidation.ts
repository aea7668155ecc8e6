import { dieIndexFor, type DieIndex } from './die-index.ts';
import { MISSING_COORDINATE, Verdict, countRecords, type PartSegment } from './part-segment.ts';

/** What became of a die over all its tests. The values are what wafer maps store. */
export const DieState = {
  /** Touched, but no record says pass or fail. */
  noVerdict: -1,
  /** Failed first and last. */
  failed: 0,
  /** Passed at its first result and still at its last. */
  firstPassGood: 1,
  /** Failed first, passed last. */
  recovered: 2,
  /** Passed first, failed last. */
  lostOnRetest: 3,
} as const;
export type DieState = (typeof DieState)[keyof typeof DieState];

/** Counts of one wafer. All are numbers of part records or of dies, as their names say. */
export interface RetestCounts {
  readonly records: number;
  readonly recordsWithVerdict: number;
  readonly goodRecords: number;
  /** Distinct (x, y) with at least one record. */
  readonly dies: number;
  readonly goodFirst: number;
  readonly goodFinal: number;
  /** Dies with more than one record. */
  readonly retested: number;
  readonly recovered: number;
  readonly lostOnRetest: number;
  /** Dies with no verdict in any record; they are in `dies`, and never good. */
  readonly noVerdict: number;
  /** Records without coordinates: in the record counts, in no die. */
  readonly unplaced: number;
}

/** Dies in the order of their first appearance; record numbers count through all segments from 0. */
export interface RetestConsolidation {
  readonly x: Int16Array;
  readonly y: Int16Array;
  readonly firstRecord: Uint32Array;
  readonly lastRecord: Uint32Array;
  /** Records a die has, capped at 255. */
  readonly touches: Uint8Array;
  /** See `DieState`. */
  readonly state: Int8Array;
  readonly counts: RetestCounts;
}

interface Columns {
  x: Int16Array;
  y: Int16Array;
  firstRecord: Uint32Array;
  lastRecord: Uint32Array;
  firstVerdict: Int8Array;
  lastVerdict: Int8Array;
  touches: Uint8Array;
}

interface RecordTally {
  withVerdict: number;
  good: number;
  unplaced: number;
}

/**
 * Merges all tests of one wafer into one state per die, by (x, y).
 *
 * `segments` are in file order, those of several runs in the order of their start time. The first result of a die is
 * its first record *with a verdict*, the last its last such record: a record without a verdict never replaces one
 * that has it. STDF's supersede bits are not consulted, because testers do not set them.
 *
 * Throws a RangeError when columns of a segment differ in length. Time is linear in the number of records.
 */
export function consolidateRetests(segments: readonly PartSegment[]): RetestConsolidation {
  const records = countRecords(segments);
  const columns: Columns = {
    x: new Int16Array(records),
    y: new Int16Array(records),
    firstRecord: new Uint32Array(records),
    lastRecord: new Uint32Array(records),
    firstVerdict: new Int8Array(records),
    lastVerdict: new Int8Array(records),
    touches: new Uint8Array(records),
  };
  const index = dieIndexFor(segments, records);
  const tally: RecordTally = { withVerdict: 0, good: 0, unplaced: 0 };
  let offset = 0;
  for (const segment of segments) {
    mergeSegment(segment, offset, index, columns, tally);
    offset += segment.x.length;
  }
  return finish(columns, index.size, records, tally);
}

function mergeSegment(
  segment: PartSegment,
  offset: number,
  index: DieIndex,
  columns: Columns,
  tally: RecordTally,
): void {
  const { x: xs, y: ys, verdict: verdicts } = segment;
  const rows = xs.length;
  for (let i = 0; i < rows; i += 1) {
    const x = xs[i] ?? MISSING_COORDINATE;
    const y = ys[i] ?? MISSING_COORDINATE;
    const verdict = verdicts[i] ?? Verdict.none;
    if (verdict !== Verdict.none) tally.withVerdict += 1;
    if (verdict === Verdict.pass) tally.good += 1;
    if (x === MISSING_COORDINATE || y === MISSING_COORDINATE) {
      tally.unplaced += 1;
      continue;
    }
    const die = index.indexOf(x, y);
    if (columns.touches[die] === 0) {
      columns.x[die] = x;
      columns.y[die] = y;
    }
    addResult(columns, die, offset + i, verdict);
  }
}

function addResult(columns: Columns, die: number, record: number, verdict: number): void {
  const touches = columns.touches[die] ?? 0;
  const isFirst = touches === 0;
  if (touches < 255) columns.touches[die] = touches + 1;
  if (isFirst || (verdict !== Verdict.none && columns.firstVerdict[die] === Verdict.none)) {
    columns.firstRecord[die] = record;
    columns.firstVerdict[die] = verdict;
  }
  if (isFirst || verdict !== Verdict.none || columns.lastVerdict[die] === Verdict.none) {
    columns.lastRecord[die] = record;
    columns.lastVerdict[die] = verdict;
  }
}

function stateOf(first: number, last: number): DieState {
  if (last === Verdict.none) return DieState.noVerdict;
  if (last === Verdict.pass) return first === Verdict.pass ? DieState.firstPassGood : DieState.recovered;
  return first === Verdict.pass ? DieState.lostOnRetest : DieState.failed;
}

function finish(columns: Columns, dies: number, records: number, tally: RecordTally): RetestConsolidation {
  const state = new Int8Array(dies);
  const perState = { [-1]: 0, 0: 0, 1: 0, 2: 0, 3: 0 };
  let retested = 0;
  for (let die = 0; die < dies; die += 1) {
    const reached = stateOf(columns.firstVerdict[die] ?? Verdict.none, columns.lastVerdict[die] ?? Verdict.none);
    state[die] = reached;
    perState[reached] += 1;
    if ((columns.touches[die] ?? 0) > 1) retested += 1;
  }
  const recovered = perState[DieState.recovered];
  const lostOnRetest = perState[DieState.lostOnRetest];
  const firstPassGood = perState[DieState.firstPassGood];
  return {
    x: columns.x.slice(0, dies),
    y: columns.y.slice(0, dies),
    firstRecord: columns.firstRecord.slice(0, dies),
    lastRecord: columns.lastRecord.slice(0, dies),
    touches: columns.touches.slice(0, dies),
    state,
    counts: {
      records,
      recordsWithVerdict: tally.withVerdict,
      goodRecords: tally.good,
      dies,
      goodFirst: firstPassGood + lostOnRetest,
      goodFinal: firstPassGood + recovered,
      retested,
      recovered,
      lostOnRetest,
      noVerdict: perState[DieState.noVerdict],
      unplaced: tally.unplaced,
    },
  };
}
