import { quantileSorted } from './quantiles.ts';

/** What a box plot needs of one parametric test, in the test's own unit. */
export interface ParametricSummary {
  /** Dies on which the test ran; testers stop at the first fail, so later tests see fewer. */
  readonly executed: number;
  /** Dies on which it did not run. */
  readonly notExecuted: number;
  /** Null when the test never ran. */
  readonly values: {
    readonly mean: number;
    /** Sample standard deviation (n − 1); null with a single value. */
    readonly standardDeviation: number | null;
    readonly min: number;
    readonly max: number;
    readonly p05: number;
    readonly p25: number;
    readonly median: number;
    readonly p75: number;
    readonly p95: number;
  } | null;
}

/**
 * Summary of a test's results. A value that is not finite (NaN = not run) counts as not executed.
 * Mean and deviation are accumulated by Welford's method (Technometrics 4:419, 1962), quantiles are of type 7.
 */
export function summariseParametric(results: ArrayLike<number>): ParametricSummary {
  const finite = new Float64Array(results.length);
  let n = 0;
  let mean = 0;
  let squares = 0;
  for (let i = 0; i < results.length; i += 1) {
    const value = results[i] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    finite[n] = value;
    n += 1;
    const delta = value - mean;
    mean += delta / n;
    squares += delta * (value - mean);
  }
  const notExecuted = results.length - n;
  if (n === 0) return { executed: 0, notExecuted, values: null };
  const sorted = finite.subarray(0, n).sort();
  const at = (p: number): number => quantileSorted(sorted, p);
  return {
    executed: n,
    notExecuted,
    values: {
      mean,
      standardDeviation: n > 1 ? Math.sqrt(squares / (n - 1)) : null,
      min: at(0),
      max: at(1),
      p05: at(0.05),
      p25: at(0.25),
      median: at(0.5),
      p75: at(0.75),
      p95: at(0.95),
    },
  };
}
