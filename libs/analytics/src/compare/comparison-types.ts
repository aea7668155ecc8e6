import type { Interval } from '../yield/group-yield.ts';

/** One value with the lot it belongs to: a wafer's yield, the median of a parameter on a wafer, a lot mean. */
export interface LotValue {
  readonly lot: string;
  readonly value: number;
}

/** A named group of values (a tool, a chamber, a leg). */
export interface ValueGroup {
  readonly name: string;
  readonly values: readonly LotValue[];
}

export interface ComparisonOptions {
  /** Default .95. */
  readonly confidence?: number;
  /** Permutations when there are too many to take all; default 9999. */
  readonly permutations?: number;
  /**
   * `auto` (default): `paired` where at least 3 lots have wafers in both groups and they are at least half of all
   * lots, else `independent`, which leaves shared lots out.
   */
  readonly design?: 'auto' | 'independent' | 'paired';
  readonly seed?: number;
}

/** A test by its name, its statistic and its two-sided p. */
export interface NamedTest {
  readonly test:
    | 'welch-t'
    | 'mann-whitney'
    | 'lot-permutation'
    | 'kruskal-wallis'
    | 'blocked-kruskal-wallis'
    | 'paired-t'
    | 'sign-flip';
  readonly statistic: number;
  /** Degrees of freedom, where the test has some. */
  readonly df: number | null;
  readonly p: number;
  /** `exact` (all arrangements), `permutation` (a random sample of them) or `approximate` (a limiting distribution). */
  readonly method: 'exact' | 'permutation' | 'approximate';
  /** Smallest p this test could have given with these lots; null for a limiting distribution. */
  readonly smallestP: number | null;
}

export interface ShiftEstimate {
  /** a − b in the unit of the values. */
  readonly value: number;
  readonly interval: Interval;
}

export interface EffectSize {
  /** Cliff's δ = P(a > b) − P(a < b) over lot means (independent) or over pairs (paired), −1…1. */
  readonly cliffsDelta: number;
  /** Hedges' g of lot means, or the mean paired difference over its σ; null where nothing spreads. */
  readonly standardised: number | null;
}

export type ComparisonVerdict = 'different' | 'inconclusive';

export interface TwoGroupComparison {
  readonly kind: 'comparison';
  readonly design: 'independent' | 'paired';
  readonly verdict: ComparisonVerdict;
  /** Lots compared on each side (the same lots when paired), wafers behind them, and lots left out because shared. */
  readonly lots: readonly [number, number];
  readonly wafers: readonly [number, number];
  readonly lotsLeftOut: number;
  /** Mean of lot means on each side. */
  readonly means: readonly [number, number];
  /** Difference of means with the t interval (Welch, or paired). */
  readonly difference: ShiftEstimate;
  /** Hodges–Lehmann shift with its rank interval. */
  readonly shift: ShiftEstimate;
  readonly effect: EffectSize;
  /** The test the verdict rests on: permutation of lots (independent) or sign flips (paired). */
  readonly decisive: NamedTest;
  readonly others: readonly NamedTest[];
}

/** These data cannot answer, and why. */
export interface Inconclusive {
  readonly kind: 'inconclusive';
  readonly reason: 'too-few-lots' | 'no-values' | 'no-shared-lots' | 'too-few-groups' | 'no-spread';
  readonly lots: readonly number[];
  readonly needs: number;
}

export interface PairwiseRow {
  readonly a: string;
  readonly b: string;
  readonly comparison: TwoGroupComparison | Inconclusive;
  /** p of the decisive test after Holm's correction over all pairs that could be tested; null for the others. */
  readonly holmP: number | null;
}

export interface GroupsComparison {
  readonly kind: 'groups';
  readonly design: 'independent' | 'blocked';
  readonly groups: readonly { readonly name: string; readonly lots: number; readonly wafers: number }[];
  /** Groups with fewer than 3 lots take no part. */
  readonly leftOut: readonly string[];
  readonly overall: NamedTest;
  readonly verdict: ComparisonVerdict;
  readonly pairs: readonly PairwiseRow[];
}

/** One wafer of a split experiment. */
export interface SplitValue extends LotValue {
  readonly leg: string;
}
