import { normalCdf, normalUpper } from '../inference/normal.ts';
import type { NormalityCheck } from './capability-types.ts';

const MIN_VALUES = 20;
/** Enough to see any shape that matters; more only makes the test find departures that don't. */
const MAX_VALUES = 5_000;
/** All must speak against it: significance alone condemns every large sample for its rounding. Our convention. */
const SIGNIFICANCE = 0.005;
const MAX_L_SKEW = 0.06;
const MAX_L_KURTOSIS_OFF = 0.04;
/** τ₄ of a normal distribution: 30/π·atan √2 − 9. */
const NORMAL_L_KURTOSIS = (30 / Math.PI) * Math.atan(Math.SQRT2) - 9;

const UNTESTED: NormalityCheck = {
  verdict: 'not-tested',
  andersonDarling: null,
  p: null,
  lSkewness: null,
  lKurtosis: null,
};

/**
 * Is a sample (ascending) near enough to normal for indices that take it to be? Not, when Anderson–Darling rejects at
 * .005 and the L-skewness or L-kurtosis departs by more than the bounds above. `effective`: how many independent values
 * the sample is worth (lots are clusters); A² shrinks with it, as Rao & Scott do with χ² (JASA 76:221, 1981).
 * Above 5,000 values the test is done on 5,000 evenly spaced ones.
 */
export function checkNormality(sorted: Float64Array, effective = sorted.length): NormalityCheck {
  const n = sorted.length;
  if (n < MIN_VALUES || sorted[0] === sorted[n - 1]) return UNTESTED;
  const used = Math.min(n, MAX_VALUES);
  const thinned =
    used === n
      ? sorted
      : Float64Array.from({ length: used }, (_, i) => sorted[Math.floor(((i + 0.5) * n) / used)] ?? 0);
  const statistic = andersonDarling(thinned) * Math.min(1, effective / used);
  const p = andersonDarlingP(statistic);
  const { skewness, kurtosis } = lMomentRatios(sorted);
  const odd = Math.abs(skewness) > MAX_L_SKEW || Math.abs(kurtosis - NORMAL_L_KURTOSIS) > MAX_L_KURTOSIS_OFF;
  const verdict = p < SIGNIFICANCE && odd ? 'not-normal' : 'normal';
  return { verdict, andersonDarling: statistic, p, lSkewness: skewness, lKurtosis: kurtosis };
}

/**
 * L-skewness τ₃ and L-kurtosis τ₄ from probability-weighted moments of at least 4 ascending values that vary. They bear
 * outliers and rounding better than moments do. Source: Hosking, J. Royal Statistical Society B 52:105, 1990.
 */
export function lMomentRatios(sorted: Float64Array): { readonly skewness: number; readonly kurtosis: number } {
  const n = sorted.length;
  const origin = sorted[n >> 1] ?? 0;
  let [b0, b1, b2, b3] = [0, 0, 0, 0];
  for (let i = 0; i < n; i += 1) {
    const value = ((sorted[i] ?? 0) - origin) / n;
    const w1 = i / (n - 1);
    const w2 = (w1 * (i - 1)) / (n - 2);
    b0 += value;
    b1 += w1 * value;
    b2 += w2 * value;
    b3 += ((w2 * (i - 2)) / (n - 3)) * value;
  }
  const scale = 2 * b1 - b0;
  return {
    skewness: (6 * b2 - 6 * b1 + b0) / scale,
    kurtosis: (20 * b3 - 30 * b2 + 12 * b1 - b0) / scale,
  };
}

/**
 * A*² = A²(1 + .75/n + 2.25/n²) for normality with estimated mean and σ, from values in ascending order that vary.
 * Source: Stephens, JASA 69:730, 1974; D'Agostino & Stephens, Goodness-of-Fit Techniques, 1986, table 4.7.
 */
export function andersonDarling(sorted: Float64Array): number {
  const n = sorted.length;
  let mean = 0;
  for (const value of sorted) mean += value / n;
  let squares = 0;
  for (const value of sorted) squares += (value - mean) ** 2;
  const sigma = Math.sqrt(squares / (n - 1));
  const safeLog = (p: number): number => Math.log(Math.max(p, 1e-300));
  let sum = 0;
  for (let i = 0; i < n; i += 1) {
    const low = ((sorted[i] ?? mean) - mean) / sigma;
    const high = ((sorted[n - 1 - i] ?? mean) - mean) / sigma;
    sum += (2 * i + 1) * (safeLog(normalCdf(low)) + safeLog(normalUpper(high)));
  }
  const a2 = -n - sum / n;
  return a2 * (1 + 0.75 / n + 2.25 / n ** 2);
}

/** p of A*²: D'Agostino & Stephens 1986, table 4.9. */
export function andersonDarlingP(statistic: number): number {
  const a = Math.min(statistic, 10);
  if (a >= 0.6) return Math.exp(1.2937 - 5.709 * a + 0.0186 * a * a);
  if (a > 0.34) return Math.exp(0.9177 - 4.279 * a - 1.38 * a * a);
  if (a > 0.2) return 1 - Math.exp(-8.318 + 42.796 * a - 59.938 * a * a);
  return 1 - Math.exp(-13.436 + 101.14 * a - 223.73 * a * a);
}
