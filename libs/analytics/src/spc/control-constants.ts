import { logGamma } from '../inference/student-t.ts';

/**
 * d2 and d3: mean and standard deviation of the range of n standard normal values, n = 2…25. Montgomery, Introduction to
 * Statistical Quality Control, 7th ed., appendix VI (n ≤ 10 the same as ASTM E2587).
 */
const D2: readonly number[] = [
  1.128, 1.693, 2.059, 2.326, 2.534, 2.704, 2.847, 2.97, 3.078, 3.173, 3.258, 3.336, 3.407, 3.472, 3.532, 3.588, 3.64,
  3.689, 3.735, 3.778, 3.819, 3.858, 3.895, 3.931,
];
const D3: readonly number[] = [
  0.853, 0.888, 0.88, 0.864, 0.848, 0.833, 0.82, 0.808, 0.797, 0.787, 0.778, 0.77, 0.763, 0.756, 0.75, 0.744, 0.739,
  0.734, 0.729, 0.724, 0.72, 0.716, 0.712, 0.708,
];

function tabulated(table: readonly number[], name: string, n: number): number {
  const value = table[n - 2];
  if (value === undefined) throw new RangeError(`${name} is tabulated for subgroups of 2 to 25, got ${n}.`);
  return value;
}

/** d2 of subgroups of n values, n = 2…25. Throws a RangeError outside. */
export function d2(n: number): number {
  return tabulated(D2, 'd2', n);
}

/** d3 of subgroups of n values, n = 2…25. Throws a RangeError outside. */
export function d3(n: number): number {
  return tabulated(D3, 'd3', n);
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
