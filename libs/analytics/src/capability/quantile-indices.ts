import { mean, quantileSorted, sortedTogether } from '../distribution/quantiles.ts';
import { studentTCritical } from '../inference/student-t.ts';
import type { CapabilitySample, IndexInterval, IndexOrNot, SpecLimits } from './capability-types.ts';

/** The quantiles that hold the middle 99.73 % (ISO 22514-2), and with fewer values than this none lies beyond them. */
const OUTER = 0.00135;
export const MIN_VALUES_FOR_QUANTILES = Math.ceil(1 / OUTER);
const MAX_GROUPS = 20;
const MIN_GROUPS = 5;

type Quantile = (p: number) => number;

/**
 * Pp = (USL − LSL)/(P99.865 − P0.135) and Ppk = the smaller of (USL − P50)/(P99.865 − P50), (P50 − LSL)/(P50 − P0.135)
 * (ISO 22514-2, general quantile method), from the observed quantiles. Interval by leaving out groups of lots
 * (jackknife with t; Efron & Tibshirani, An Introduction to the Bootstrap, 1993, §11.5), from 5 lots on.
 */
export function quantileIndices(
  sample: CapabilitySample,
  limits: SpecLimits,
  confidence: number,
): { readonly pp: IndexOrNot; readonly ppk: IndexOrNot } {
  if (sample.executed < MIN_VALUES_FOR_QUANTILES) {
    const none = { kind: 'no-index', reason: 'too-few-values', needs: MIN_VALUES_FOR_QUANTILES } as const;
    return { pp: none, ppk: none };
  }
  const whole: Quantile = (p) => quantileSorted(sample.sorted, p);
  const left = withoutEachGroup(sample);
  const index = (of: (at: Quantile) => number | null, side: 'lower' | 'upper' | null): IndexOrNot => {
    const value = of(whole);
    if (value === null) return { kind: 'no-index', reason: 'no-spread' };
    return { kind: 'index', value, interval: jackknife(value, left.map(of), confidence), side };
  };
  const pp: IndexOrNot =
    limits.lower === null || limits.upper === null
      ? { kind: 'no-index', reason: 'one-sided' }
      : index((at) => spread(limits, at), null);
  return { pp, ppk: index((at) => sided(limits, at).value, sided(limits, whole).side) };
}

function spread({ lower, upper }: SpecLimits, at: Quantile): number | null {
  const width = at(1 - OUTER) - at(OUTER);
  return width > 0 ? ((upper ?? 0) - (lower ?? 0)) / width : null;
}

function sided({ lower, upper }: SpecLimits, at: Quantile): { value: number | null; side: 'lower' | 'upper' } {
  const middle = at(0.5);
  const above = at(1 - OUTER) - middle;
  const below = middle - at(OUTER);
  const up = upper === null ? Infinity : above > 0 ? (upper - middle) / above : null;
  const down = lower === null ? Infinity : below > 0 ? (middle - lower) / below : null;
  if (up === null || down === null) return { value: null, side: up === null ? 'upper' : 'lower' };
  return down < up ? { value: down, side: 'lower' } : { value: up, side: 'upper' };
}

/** Quantile functions of the sample without each of up to 20 groups of neighbouring lots; none for fewer than 5 lots. */
function withoutEachGroup({ lotSorted, sorted }: CapabilitySample): Quantile[] {
  const groups = Math.min(MAX_GROUPS, lotSorted.length);
  if (groups < MIN_GROUPS) return [];
  return Array.from({ length: groups }, (_, group) => {
    const lots = lotSorted.filter((_lot, i) => Math.floor((i * groups) / lotSorted.length) === group);
    const left = sortedTogether(lots);
    return (p: number) => quantileWithout(sorted, left, p);
  });
}

/** Quantile of type 7 of `all` without `left` (both ascending), by rank, without copying. */
function quantileWithout(all: Float64Array, left: Float64Array, p: number): number {
  const position = (all.length - left.length - 1) * p;
  const below = Math.floor(position);
  const low = valueAtRank(all, left, below);
  const high = valueAtRank(all, left, Math.min(below + 1, all.length - left.length - 1));
  return low + (high - low) * (position - below);
}

function valueAtRank(all: Float64Array, left: Float64Array, rank: number): number {
  let low = 0;
  let high = all.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = all[middle] ?? 0;
    if (countUpTo(all, value) - countUpTo(left, value) > rank) high = middle;
    else low = middle + 1;
  }
  return all[low] ?? 0;
}

/** Values ≤ `value` (or < it, when not inclusive) in an ascending array. */
export function countUpTo(sorted: Float64Array, value: number, inclusive = true): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const here = sorted[middle] ?? 0;
    if (here < value || (inclusive && here === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function jackknife(value: number, without: readonly (number | null)[], confidence: number): IndexInterval | null {
  const estimates = without.filter((estimate) => estimate !== null);
  const g = estimates.length;
  if (g < MIN_GROUPS || g < without.length) return null;
  const centre = mean(estimates);
  const variance = ((g - 1) / g) * estimates.reduce((sum, estimate) => sum + (estimate - centre) ** 2, 0);
  const half = studentTCritical(confidence, g - 1) * Math.sqrt(variance);
  return { low: value - half, high: value + half, confidence, method: 'lot-jackknife' };
}
