/** Arithmetic mean. Throws a RangeError for no values. */
export function mean(values: ArrayLike<number>): number {
  if (values.length === 0) throw new RangeError('No values: a mean needs at least one.');
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i] ?? 0;
  return sum / values.length;
}

/**
 * Quantile by linear interpolation of sorted values (type 7 of Hyndman & Fan, American Statistician 50:361, 1996;
 * what NumPy and R do by default). Throws a RangeError for no values or p outside [0, 1].
 */
export function quantileSorted(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0) throw new RangeError('No values: a quantile needs at least one.');
  if (!(p >= 0 && p <= 1)) throw new RangeError(`A quantile's p must lie in [0, 1], got ${p}.`);
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? low;
  return low + (high - low) * (position - below);
}

/** Median of values in any order. */
export function median(values: ArrayLike<number>): number {
  return quantileSorted(Float64Array.from(values).sort(), 0.5);
}
