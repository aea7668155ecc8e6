/**
 * Benjamini–Hochberg adjusted p (q): the smallest false-discovery rate at which each hypothesis is rejected, in the order
 * given. Source: Benjamini & Hochberg, J. R. Stat. Soc. B 57:289, 1995; adjusted form: Yekutieli & Benjamini, 1999.
 */
export function falseDiscoveryQ(p: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: p.length }, (_, i) => i).sort((a, b) => (p[b] ?? 1) - (p[a] ?? 1));
  const q = new Float64Array(p.length);
  let least = 1;
  order.forEach((index, fromLast) => {
    least = Math.min(least, ((p[index] ?? 1) * p.length) / (p.length - fromLast));
    q[index] = least;
  });
  return q;
}
