import { sortedTogether } from '../distribution/quantiles.ts';
import { overallPrecision, withinSigmaOf } from './sigma-precision.ts';
import { checkNormality } from './normality.ts';
import type { CapabilitySample, CapabilitySampleOptions } from './capability-types.ts';

/** Beyond lie a tester's codes for "infinite"; below, dust that underflows when squared. */
const LARGEST = 1e60;
const SMALLEST = 1e-60;

function finiteOf(values: ArrayLike<number>): Float64Array {
  const kept = new Float64Array(values.length);
  let n = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (!(Math.abs(value) <= LARGEST)) continue;
    kept[n] = Math.abs(value) < SMALLEST ? 0 : value;
    n += 1;
  }
  return kept.slice(0, n).sort();
}

type Moments = Pick<CapabilitySample, 'mean' | 'overallSigma' | 'overallDf' | 'meanVariance'>;

function momentsOf(sorted: Float64Array, lots: readonly Float64Array[]): Moments {
  if (sorted.length < 2) {
    return { mean: sorted[0] ?? null, overallSigma: null, overallDf: null, meanVariance: null };
  }
  const { mean, sigma } = meanAndSigma(sorted);
  if (sigma === 0) return { mean, overallSigma: 0, overallDf: null, meanVariance: null };
  const precision = overallPrecision(lots, mean, sigma);
  return { mean, overallSigma: sigma, overallDf: precision.df, meanVariance: precision.meanVariance };
}

function meanAndSigma(sorted: Float64Array): { mean: number; sigma: number } {
  const first = sorted[0] ?? 0;
  // Equal values have no spread, whatever their sum rounds to.
  if (first === sorted[sorted.length - 1]) return { mean: first, sigma: 0 };
  let mean = 0;
  let squares = 0;
  let n = 0;
  for (const value of sorted) {
    n += 1;
    const delta = value - mean;
    mean += delta / n;
    squares += delta * (value - mean);
  }
  return { mean, sigma: Math.sqrt(squares / (n - 1)) };
}

/** How many independent values the sample is worth. */
function effectiveSize(executed: number, { overallSigma, meanVariance }: Moments): number {
  if (overallSigma === null || meanVariance === null) return executed;
  return Math.min(executed, overallSigma ** 2 / meanVariance);
}

/**
 * All that capability needs of one test, to be made once and asked with many limits. `lots`: values of each lot in
 * time order of the lots, in the test's unit; a value that is not finite (or beyond 1e60) was not executed.
 * Takes n log n.
 */
export function capabilitySample(
  lots: readonly ArrayLike<number>[],
  options: CapabilitySampleOptions = {},
): CapabilitySample {
  const lotSorted = lots.map(finiteOf).filter((lot) => lot.length > 0);
  const executed = lotSorted.reduce((sum, lot) => sum + lot.length, 0);
  const sorted = sortedTogether(lotSorted);
  const given = lots.reduce((sum, lot) => sum + lot.length, 0);
  const moments = momentsOf(sorted, lotSorted);
  return {
    executed,
    total: Math.max(executed, options.total ?? given),
    lots: lotSorted.length,
    censored: options.stopAtFirstFail ? 'stop-at-first-fail' : null,
    sorted,
    lotSorted,
    ...moments,
    within: withinSigmaOf(lotSorted),
    normality: checkNormality(sorted, effectiveSize(executed, moments)),
  };
}
