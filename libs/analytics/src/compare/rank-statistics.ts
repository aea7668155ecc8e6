import { median } from '../distribution/quantiles.ts';
import { normalQuantile, normalUpper } from '../inference/normal.ts';
import type { NamedTest, ShiftEstimate } from './comparison-types.ts';

/** Above this many values the normal approximation is as good as counting. */
const MAX_EXACT = 50;

/** Ranks from 1, ties sharing their mean; and Σ(t³ − t) over the ties. */
export function midRanks(values: ArrayLike<number>): { readonly ranks: Float64Array; readonly ties: number } {
  const n = values.length;
  const at = (i: number): number => values[order[i] ?? 0] ?? 0;
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = new Float64Array(n);
  let ties = 0;
  for (let start = 0; start < n; ) {
    let end = start + 1;
    while (end < n && at(end) === at(start)) end += 1;
    for (let i = start; i < end; i += 1) ranks[order[i] ?? 0] = (start + end + 1) / 2;
    ties += (end - start) ** 3 - (end - start);
    start = end;
  }
  return { ranks, ties };
}

/** Mann–Whitney U of a over b: pairs with a > b, ties half. Cliff's δ is 2U/(mn) − 1. */
export function mannWhitneyU(
  a: readonly number[],
  b: readonly number[],
): { readonly u: number; readonly ties: number } {
  const { ranks, ties } = midRanks([...a, ...b]);
  const rankSum = ranks.subarray(0, a.length).reduce((sum, rank) => sum + rank, 0);
  return { u: rankSum - (a.length * (a.length + 1)) / 2, ties };
}

/**
 * P(U ≤ u) for u = 0…mn under no difference without ties: coefficients of the Gaussian binomial.
 * Source: Mann & Whitney, Ann. Math. Stat. 18:50, 1947.
 */
function rankSumCdf(m: number, n: number): Float64Array {
  const counts = new Float64Array(m * n + 1);
  counts[0] = 1;
  for (let i = 1; i <= m; i += 1) {
    for (let u = m * n; u >= n + i; u -= 1) counts[u] = (counts[u] ?? 0) - (counts[u - n - i] ?? 0);
    for (let u = i; u <= m * n; u += 1) counts[u] = (counts[u] ?? 0) + (counts[u - i] ?? 0);
  }
  return cumulated(counts);
}

/** P(W ≤ w) of Wilcoxon's signed-rank statistic, w = 0…n(n+1)/2, without ties. */
function signedRankCdf(n: number): Float64Array {
  const counts = new Float64Array((n * (n + 1)) / 2 + 1);
  counts[0] = 1;
  for (let rank = 1; rank <= n; rank += 1) {
    for (let w = counts.length - 1; w >= rank; w -= 1) counts[w] = (counts[w] ?? 0) + (counts[w - rank] ?? 0);
  }
  return cumulated(counts);
}

function cumulated(counts: Float64Array): Float64Array {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let sum = 0;
  return counts.map((count) => (sum += count) / total);
}

/**
 * Mann–Whitney test, two-sided: exact without ties up to 50 values, else normal with tie correction and continuity
 * (Hollander & Wolfe, Nonparametric Statistical Methods, 2nd ed. 1999, §4.1).
 */
export function mannWhitneyTest(a: readonly number[], b: readonly number[]): NamedTest {
  const [m, n] = [a.length, b.length];
  const { u, ties } = mannWhitneyU(a, b);
  const common = { test: 'mann-whitney', statistic: u, df: null } as const;
  if (ties === 0 && m + n <= MAX_EXACT) {
    const cdf = rankSumCdf(m, n);
    const tail = cdf[Math.min(u, m * n - u)] ?? 1;
    return { ...common, p: Math.min(1, 2 * tail), method: 'exact', smallestP: Math.min(1, 2 * (cdf[0] ?? 1)) };
  }
  const total = m + n;
  const variance = ((m * n) / 12) * (total + 1 - ties / (total * (total - 1)));
  const away = Math.max(0, Math.abs(u - (m * n) / 2) - 0.5);
  const p = variance > 0 ? Math.min(1, 2 * normalUpper(away / Math.sqrt(variance))) : 1;
  return { ...common, p, method: 'approximate', smallestP: null };
}

/**
 * Hodges–Lehmann shift a − b: median of all differences, with the interval that belongs to Mann–Whitney's test. With few
 * values the interval can't reach the confidence asked for; the one it reaches is in it.
 * Source: Hollander & Wolfe 1999, §4.2, 4.3.
 */
export function hodgesLehmannShift(a: readonly number[], b: readonly number[], confidence: number): ShiftEstimate {
  const [m, n] = [a.length, b.length];
  const differences = new Float64Array(m * n);
  a.forEach((x, i) => b.forEach((y, j) => (differences[i * n + j] = x - y)));
  const sigma = Math.sqrt((m * n * (m + n + 1)) / 12);
  return fromOrdered(differences.sort(), m + n <= MAX_EXACT ? rankSumCdf(m, n) : null, sigma, confidence);
}

/** The same for paired differences: median of the Walsh averages (Hollander & Wolfe 1999, §3.2, 3.3). */
export function hodgesLehmannCentre(differences: readonly number[], confidence: number): ShiftEstimate {
  const n = differences.length;
  const walsh = new Float64Array((n * (n + 1)) / 2);
  let at = 0;
  for (let i = 0; i < n; i += 1) {
    for (let j = i; j < n; j += 1) {
      walsh[at] = ((differences[i] ?? 0) + (differences[j] ?? 0)) / 2;
      at += 1;
    }
  }
  const sigma = Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24);
  return fromOrdered(walsh.sort(), n <= MAX_EXACT ? signedRankCdf(n) : null, sigma, confidence);
}

/** The interval cuts as many ordered values off each end as the rank statistic's lower tail allows. */
function fromOrdered(
  ordered: Float64Array,
  cdf: Float64Array | null,
  sigma: number,
  confidence: number,
): ShiftEstimate {
  const count = ordered.length;
  const tail = (1 - confidence) / 2;
  const byNormal = Math.floor(count / 2 - normalQuantile(1 - tail) * sigma);
  const cut = Math.max(1, cdf ? cdf.findIndex((p) => p >= tail) : byNormal);
  const low = ordered[cut - 1] ?? 0;
  const high = ordered[count - cut] ?? 0;
  const reached = cdf ? 1 - 2 * (cdf[cut - 1] ?? 0) : confidence;
  return { value: median(ordered), interval: { low, high, confidence: Math.max(0, reached) } };
}
