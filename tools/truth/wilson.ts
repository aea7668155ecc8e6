/** Two-sided 95 %. */
const Z = 1.959963984540054;

/**
 * Interval of a share k of n, 95 %, that keeps its promise near 0 and 1 too; [0, 1] for n = 0.
 * Source: Wilson, J. Am. Stat. Assoc. 22:209, 1927.
 */
export function wilson(k: number, n: number): { low: number; high: number } {
  if (!(k >= 0 && k <= n)) throw new RangeError(`There can't be ${k} of ${n}.`);
  if (n === 0) return { low: 0, high: 1 };
  const share = k / n;
  const middle = share + (Z * Z) / (2 * n);
  const half = Z * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
  const scale = 1 + (Z * Z) / n;
  return { low: Math.max(0, (middle - half) / scale), high: Math.min(1, (middle + half) / scale) };
}
