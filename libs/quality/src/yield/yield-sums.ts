import { ratio } from '@fabwright/analytics';
import type { ThreeYields, YieldKind } from './yield.types.ts';

/** Counts of wafers added up: die-weighted yields follow from them, whatever the group. */
export interface YieldSums {
  readonly wafers: number;
  readonly excludedWafers: number;
  readonly gross: number;
  readonly tested: number;
  readonly records: number;
  readonly recordsJudged: number;
  readonly goodRecord: number;
  readonly goodFirst: number;
  readonly goodFinal: number;
  readonly retested: number;
  readonly recovered: number;
  /** Dies that failed at their last result. */
  readonly failed: number;
}

export const NO_DIES: YieldSums = {
  wafers: 0,
  excludedWafers: 0,
  gross: 0,
  tested: 0,
  records: 0,
  recordsJudged: 0,
  goodRecord: 0,
  goodFirst: 0,
  goodFinal: 0,
  retested: 0,
  recovered: 0,
  failed: 0,
};

/** SQL for the sums of `lot_yield y`, named as in `YieldSums`. */
export const SUM_COLUMNS = `y.wafers, y.excluded_wafers AS "excludedWafers", y.gross, y.tested, y.records,
  y.records_judged AS "recordsJudged", y.good_record AS "goodRecord", y.good_first AS "goodFirst",
  y.good_final AS "goodFinal", y.retested, y.recovered, y.failed`;

export function addSums(groups: readonly YieldSums[]): YieldSums {
  const total = { ...NO_DIES } as Record<keyof YieldSums, number>;
  for (const group of groups) {
    for (const field of Object.keys(NO_DIES) as (keyof YieldSums)[]) total[field] += group[field];
  }
  return total;
}

/** Good and total of one of the three yields. */
export function goodOf(sums: YieldSums, kind: YieldKind): { good: number; gross: number } {
  switch (kind) {
    case 'final' as YieldKind:
      return { good: sums.goodFinal, gross: sums.gross };
    case 'firstPass' as YieldKind:
      return { good: sums.goodFirst, gross: sums.gross };
    default:
      return { good: sums.goodRecord, gross: sums.recordsJudged };
  }
}

/** The yield as a fraction of 1; null when nothing was counted. */
export function yieldOf(sums: YieldSums, kind: YieldKind): number | null {
  const { good, gross } = goodOf(sums, kind);
  return ratio(good, gross).value;
}

export function threeYieldsOf(sums: YieldSums): ThreeYields {
  return {
    final: ratio(sums.goodFinal, sums.gross).value,
    firstPass: ratio(sums.goodFirst, sums.gross).value,
    record: ratio(sums.goodRecord, sums.recordsJudged).value,
    goodFinal: sums.goodFinal,
    goodFirst: sums.goodFirst,
    goodRecord: sums.goodRecord,
    gross: sums.gross,
    tested: sums.tested,
    untested: sums.gross - sums.tested,
    records: sums.records,
    retested: sums.retested,
    recovered: sums.recovered,
    wafers: sums.wafers,
    excludedWafers: sums.excludedWafers,
  };
}
