/**
 * x in [low, high] with cdf(x) = p, for a cdf that rises, by bisection to a relative 1e-13 (in the width where x is
 * near 0). `high` may be a guess: it is doubled until it brackets p.
 */
export function invertRising(cdf: (x: number) => number, p: number, high: number, bounded: boolean): number {
  let low = 0;
  let top = high;
  while (!bounded && cdf(top) < p && top < 1e300) {
    low = top;
    top *= 2;
  }
  for (let step = 0; step < 1100 && top - low > 1e-13 * top; step += 1) {
    const middle = (low + top) / 2;
    if (cdf(middle) < p) low = middle;
    else top = middle;
  }
  return (low + top) / 2;
}
