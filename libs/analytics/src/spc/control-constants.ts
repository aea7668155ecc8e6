import { logGamma } from '../inference/student-t.ts';

/**
 * d2: mean range of n standard normal values. n = 2…10 from Montgomery, Introduction to Statistical Quality Control,
 * 7th ed., appendix VI (the same as ASTM E2587).
 */
const D2: readonly number[] = [1.128, 1.693, 2.059, 2.326, 2.534, 2.704, 2.847, 2.97, 3.078];

/** d2 of subgroups of n values, n = 2…10. Throws a RangeError outside. */
export function d2(n: number): number {
  const value = D2[n - 2];
  if (value === undefined) throw new RangeError(`d2 is tabulated for subgroups of 2 to 10, got ${n}.`);
  return value;
}

/**
 * c4: mean of the sample standard deviation of n standard normal values, √(2/(n−1))·Γ(n/2)/Γ((n−1)/2).
 * Throws a RangeError for n < 2.
 */
export function c4(n: number): number {
  if (!(n >= 2)) throw new RangeError(`c4 needs at least 2 values, got ${n}.`);
  return Math.sqrt(2 / (n - 1)) * Math.exp(logGamma(n / 2) - logGamma((n - 1) / 2));
}

/** Makes the median absolute deviation an estimate of a normal σ: 1/Φ⁻¹(3/4). */
export const MAD_TO_SIGMA = 1.4826022185056018;
