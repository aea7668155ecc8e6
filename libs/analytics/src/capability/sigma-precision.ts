import { c4, d2 } from '../spc/control-constants.ts';
import { withinLotSigma } from '../spc/within-lot-chart.ts';
import type { WithinSigma } from './capability-types.ts';

/**
 * Variance and covariance of neighbouring moving ranges |x₂ − x₁|, |x₃ − x₂| of standard normal values, over d2(2)²:
 * 2(1 − 2/π) and (4/π)(√¾ + π/12) − 4/π, over 4/π.
 */
const RANGE_VARIANCE = Math.PI / 2 - 1;
const RANGE_COVARIANCE = Math.sqrt(0.75) + Math.PI / 12 - 1;

/** Degrees of freedom of the χ with the same relative variance as an estimate of σ (first order: 1/(2·cv²)). */
const dfOfRelativeVariance = (squared: number): number => 1 / (2 * squared);

/**
 * σ within: mean of s/c4 over lots of two values or more, or for lots of one value each the mean moving range over
 * 1.128, in the order given. Null where there is none, or it is 0.
 * The degrees of freedom agree with those of Bissell, Applied Statistics 39:331, 1990, table 1.
 */
export function withinSigmaOf(lots: readonly Float64Array[]): WithinSigma | null {
  const grouped = lots.filter((lot) => lot.length > 1);
  const estimate = grouped.length > 0 ? sBar(grouped) : movingRange(lots.map((lot) => lot[0] ?? 0));
  return estimate && estimate.sigma > 0 ? estimate : null;
}

function sBar(lots: readonly Float64Array[]): WithinSigma | null {
  const estimate = withinLotSigma(lots.map((lot) => (lot[0] === lot[lot.length - 1] ? [0, 0] : lot)));
  if (!estimate) return null;
  const squared = lots.reduce((sum, lot) => sum + (1 / c4(lot.length) ** 2 - 1), 0) / lots.length ** 2;
  return { sigma: estimate.sigma, method: 's-bar', df: dfOfRelativeVariance(squared) };
}

function movingRange(values: readonly number[]): WithinSigma | null {
  const ranges = values.length - 1;
  if (ranges < 1) return null;
  let sum = 0;
  for (let i = 1; i < values.length; i += 1) sum += Math.abs((values[i] ?? 0) - (values[i - 1] ?? 0));
  const squared = (ranges * RANGE_VARIANCE + 2 * (ranges - 1) * RANGE_COVARIANCE) / ranges ** 2;
  return { sigma: sum / ranges / d2(2), method: 'moving-range', df: dfOfRelativeVariance(squared) };
}

/** How precisely mean and overall σ are known when values of one lot are alike. */
export interface OverallPrecision {
  readonly meanVariance: number;
  readonly df: number;
}

/**
 * One-way analysis of variance with lots as groups: the mean varies by MSB/N, and σ² = (MSB + (m−1)·MSW)/m has
 * Satterthwaite's degrees of freedom (Biometrics 2:110, 1946; m: average lot size, corrected for unequal ones). With one lot, or one
 * value a lot, values count as independent: s²/N and N − 1. Needs N ≥ 2 values.
 */
export function overallPrecision(lots: readonly Float64Array[], mean: number, sigma: number): OverallPrecision {
  const n = lots.reduce((sum, lot) => sum + lot.length, 0);
  const k = lots.length;
  const simple = { meanVariance: sigma ** 2 / n, df: n - 1 };
  if (k < 2 || k === n) return simple;
  let between = 0;
  let within = 0;
  let sizeSquares = 0;
  for (const lot of lots) {
    const lotMean = lot.reduce((sum, value) => sum + value, 0) / lot.length;
    between += lot.length * (lotMean - mean) ** 2;
    for (const value of lot) within += (value - lotMean) ** 2;
    sizeSquares += lot.length ** 2;
  }
  const msb = between / (k - 1);
  const msw = within / (n - k);
  const m = (n - sizeSquares / n) / (k - 1);
  const total = msb / m + ((m - 1) / m) * msw;
  const spread = (msb / m) ** 2 / (k - 1) + (((m - 1) / m) * msw) ** 2 / (n - k);
  if (!(spread > 0)) return simple;
  // Lots more alike than chance would have them don't make the sample larger than it is.
  return { meanVariance: Math.max(msb, msw) / n, df: Math.min(n - 1, total ** 2 / spread) };
}
