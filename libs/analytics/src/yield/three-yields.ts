import type { RetestCounts } from './retest-consolidation.ts';

/** A yield with the numbers it is made of. `value` is a fraction of 1, null when `of` is 0. */
export interface YieldRatio {
  readonly good: number;
  readonly of: number;
  readonly value: number | null;
}

/**
 * What the die yields are divided by.
 * `gross-dies`: the gross dies of the product's die map.
 * `tested-dies`: the distinct dies with a record, as no die map is defined.
 * `tested-dies-map-too-small`: the wafer has more dies than the map, so the map cannot be this wafer's.
 */
export type DieYieldBasis = 'gross-dies' | 'tested-dies' | 'tested-dies-map-too-small';

export interface ThreeYields {
  /** Good records of the records that have a verdict. */
  readonly record: YieldRatio;
  /** Dies good at their first result. */
  readonly firstPass: YieldRatio;
  /** Dies good at their last result. */
  readonly final: YieldRatio;
  readonly basis: DieYieldBasis;
  /** Dies of the map without a record; null when no (fitting) map is defined. */
  readonly untested: number | null;
}

export function ratio(good: number, of: number): YieldRatio {
  return { good, of, value: of > 0 ? good / of : null };
}

function basisOf(dies: number, grossDies: number | null): DieYieldBasis {
  if (grossDies === null) return 'tested-dies';
  return dies > grossDies ? 'tested-dies-map-too-small' : 'gross-dies';
}

/**
 * Record, first-pass and final yield of one wafer, each with its denominator.
 * `grossDies`: dies of the product's die map, or null where none is defined.
 */
export function threeYields(counts: RetestCounts, grossDies: number | null): ThreeYields {
  const basis = basisOf(counts.dies, grossDies);
  const mapped = basis === 'gross-dies' && grossDies !== null ? grossDies : null;
  const of = mapped ?? counts.dies;
  return {
    record: ratio(counts.goodRecords, counts.recordsWithVerdict),
    firstPass: ratio(counts.goodFirst, of),
    final: ratio(counts.goodFinal, of),
    basis,
    untested: mapped === null ? null : mapped - counts.dies,
  };
}
