import { studentTCritical } from '../inference/student-t.ts';
import { ratioEstimate, type RatioEstimate } from './ratio-estimate.ts';

/** Good and gross dies of one lot in a group (a lot's wafers summed). */
export interface LotDies {
  readonly good: number;
  readonly gross: number;
}

/** A two-sided interval, in the unit of the value beside it. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly confidence: number;
}

/** Why a value has no interval, as data: "Inconclusive: 2 lots, needs 3". */
export interface TooFewLots {
  readonly kind: 'too-few-lots';
  readonly lots: number;
  readonly needs: number;
}

export interface GroupYield {
  /** Σgood / Σgross, a fraction of 1; null when no lot has gross dies. */
  readonly value: number | null;
  readonly good: number;
  readonly gross: number;
  readonly lots: number;
  /** Fraction of 1, clipped to [0, 1]. */
  readonly interval: Interval | TooFewLots;
}

/** With fewer lots the spread between lots is a guess, and the interval would be one too. */
export const MIN_LOTS_FOR_INTERVAL = 3;

function totals(lots: readonly LotDies[]): { good: number; gross: number; counted: LotDies[] } {
  const counted = lots.filter((lot) => lot.gross > 0);
  for (const lot of counted) {
    if (lot.good < 0 || lot.good > lot.gross) {
      throw new RangeError(`A lot cannot have ${lot.good} good dies of ${lot.gross}.`);
    }
  }
  return {
    good: counted.reduce((sum, lot) => sum + lot.good, 0),
    gross: counted.reduce((sum, lot) => sum + lot.gross, 0),
    counted,
  };
}

/**
 * Die-weighted yield of a group of lots with a t interval (n − 1 degrees of freedom) that takes the lot, not the die
 * or the wafer, as the independent unit. For a finished period the value is a census: print no interval on it, only
 * on changes. Lots with no gross dies are left out. Throws a RangeError when good > gross.
 */
export function groupYield(lots: readonly LotDies[], confidence = 0.95): GroupYield {
  const { good, gross, counted } = totals(lots);
  const common = { value: gross > 0 ? good / gross : null, good, gross, lots: counted.length };
  if (counted.length < MIN_LOTS_FOR_INTERVAL) {
    return { ...common, interval: { kind: 'too-few-lots', lots: counted.length, needs: MIN_LOTS_FOR_INTERVAL } };
  }
  const { value, variance } = ratioEstimate(counted, good, gross);
  const half = studentTCritical(confidence, counted.length - 1) * Math.sqrt(variance);
  return { ...common, interval: { low: Math.max(0, value - half), high: Math.min(1, value + half), confidence } };
}

export interface YieldDifference {
  /** group − baseline in percentage points; null when one side has no dies. */
  readonly valuePp: number | null;
  /** In percentage points. */
  readonly interval: Interval | TooFewLots;
  readonly lots: number;
  readonly baselineLots: number;
  /** Whether the interval leaves out zero; null when there is no interval. */
  readonly significant: boolean | null;
}

/**
 * Difference of two groups' die-weighted yields in pp, with Welch's interval on lots (degrees of freedom by
 * Satterthwaite, Biometrics 2:110, 1946). The groups must not share lots: their variances are added.
 */
export function yieldDifference(
  group: readonly LotDies[],
  baseline: readonly LotDies[],
  confidence = 0.95,
): YieldDifference {
  const a = totals(group);
  const b = totals(baseline);
  const common = { lots: a.counted.length, baselineLots: b.counted.length };
  const valuePp = a.gross > 0 && b.gross > 0 ? (a.good / a.gross - b.good / b.gross) * 100 : null;
  const fewest = Math.min(common.lots, common.baselineLots);
  if (valuePp === null || fewest < MIN_LOTS_FOR_INTERVAL) {
    const interval = { kind: 'too-few-lots', lots: fewest, needs: MIN_LOTS_FOR_INTERVAL } as const;
    return { ...common, valuePp, interval, significant: null };
  }
  const half = welchHalfWidth(
    ratioEstimate(a.counted, a.good, a.gross),
    ratioEstimate(b.counted, b.good, b.gross),
    confidence,
  );
  const interval = { low: valuePp - half * 100, high: valuePp + half * 100, confidence };
  return { ...common, valuePp, interval, significant: interval.low > 0 || interval.high < 0 };
}

function welchHalfWidth(a: RatioEstimate, b: RatioEstimate, confidence: number): number {
  const variance = a.variance + b.variance;
  if (variance === 0) return 0;
  const df = variance ** 2 / (a.variance ** 2 / (a.lots - 1) + b.variance ** 2 / (b.lots - 1));
  return studentTCritical(confidence, df) * Math.sqrt(variance);
}
