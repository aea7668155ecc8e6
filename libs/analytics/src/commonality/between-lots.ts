import type { Exposure } from './exposure.ts';
import type { LotFrame } from './lot-frame.ts';

/** Moments of Σ design·value when the values are exchanged among the lots of a stratum. */
export interface PermutationMoments {
  readonly variance: number;
  readonly thirdMoment: number;
}

/** Sum over all entries of a·b. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** Subtracts the mean of each stratum, in place. */
function centreStrata(frame: LotFrame, values: Float64Array): void {
  for (let s = 0; s + 1 < frame.stratumStart.length; s += 1) {
    const from = frame.stratumStart[s] ?? 0;
    const to = frame.stratumStart[s + 1] ?? 0;
    let sum = 0;
    for (let lot = from; lot < to; lot += 1) sum += values[lot] ?? 0;
    const mean = sum / (to - from);
    for (let lot = from; lot < to; lot += 1) values[lot] = (values[lot] ?? 0) - mean;
  }
}

/** Gives a lot of which nothing is known (NaN) the mean of its stratum's lots. */
function fillUnknown(frame: LotFrame, share: Float64Array): void {
  for (let s = 0; s + 1 < frame.stratumStart.length; s += 1) {
    const stratum = share.subarray(frame.stratumStart[s], frame.stratumStart[s + 1]);
    const known = stratum.filter((value) => !Number.isNaN(value));
    if (known.length === stratum.length) continue;
    const mean = known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : 0;
    for (const [lot, value] of stratum.entries()) if (Number.isNaN(value)) stratum[lot] = mean;
  }
}

/**
 * Where lots differ in how much of them a level saw: per lot the share of its known wafers that were exposed, less the
 * mean of the stratum.
 */
export function betweenDesign(frame: LotFrame, { count, known }: Exposure): Float64Array {
  const share = new Float64Array(count.length);
  for (let lot = 0; lot < share.length; lot += 1) share[lot] = (count[lot] ?? 0) / (known.count[lot] ?? 0);
  if (known.count.includes(0)) fillUnknown(frame, share);
  centreStrata(frame, share);
  return share;
}

/**
 * Exact variance and third moment of T = Σ a_l·y_π(l), π a random permutation inside each stratum, a and y centred there:
 * Σ_s P2·Q2/(n − 1) and Σ_s n·P3·Q3/((n − 1)(n − 2)) with P_k = Σa^k, Q_k = Σy^k.
 * Source: moments of a linear permutation statistic, Hájek, Šidák & Sen, Theory of Rank Tests, 1999, §3.3.
 */
export function permutationMoments(frame: LotFrame, design: Float64Array): PermutationMoments {
  let variance = 0;
  let thirdMoment = 0;
  for (let s = 0; s + 1 < frame.stratumStart.length; s += 1) {
    const from = frame.stratumStart[s] ?? 0;
    const to = frame.stratumStart[s + 1] ?? 0;
    const n = to - from;
    if (n < 2) continue;
    const [p2, p3] = powerSums(design, from, to);
    const [q2, q3] = powerSums(frame.lotValue, from, to);
    variance += (p2 * q2) / (n - 1);
    if (n > 2) thirdMoment += (n * p3 * q3) / ((n - 1) * (n - 2));
  }
  return { variance, thirdMoment };
}

function powerSums(values: Float64Array, from: number, to: number): [number, number] {
  let second = 0;
  let third = 0;
  for (let i = from; i < to; i += 1) {
    const value = values[i] ?? 0;
    second += value * value;
    third += value * value * value;
  }
  return [second, third];
}

/** Values ascending inside each stratum. */
export function sortedInStrata(frame: LotFrame, values: Float64Array): Float64Array {
  const sorted = values.slice();
  for (let s = 0; s + 1 < frame.stratumStart.length; s += 1) {
    sorted.subarray(frame.stratumStart[s], frame.stratumStart[s + 1]).sort();
  }
  return sorted;
}

/**
 * The largest Σ a_l·y_π(l) that any exchange inside strata reaches: largest with largest. `ascending`: the lot values,
 * sorted in strata.
 */
export function largestBetween(frame: LotFrame, design: Float64Array, ascending: Float64Array): number {
  return dot(sortedInStrata(frame, design), ascending);
}
