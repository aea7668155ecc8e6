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
  return quantileSorted(new Float64Array(values).sort(), 0.5);
}

/** The finite ones among the values, ascending. */
export function sortedFinite(values: ArrayLike<number>): Float64Array {
  const finite = new Float64Array(values.length);
  let n = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    finite[n] = value;
    n += 1;
  }
  return finite.subarray(0, n).sort();
}

/** All values of the parts, ascending. */
export function sortedTogether(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all.sort();
}
