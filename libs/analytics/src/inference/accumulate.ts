type Sums = Float64Array | Float32Array | Int32Array;

/** sums[index] += amount. */
export function addAt(sums: Sums, index: number, amount: number): void {
  sums[index] = (sums[index] ?? 0) + amount;
}

/**
 * values[index], 0 outside. Innermost loops index directly: this function sees arrays of many kinds, and the engine then
 * reads all of them by its slow path.
 */
export function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? 0;
}
