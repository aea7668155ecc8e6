import { invertRising } from './invert.ts';
import { incompleteBeta } from './student-t.ts';

function check(p: number): void {
  if (!(p > 0 && p < 1)) throw new RangeError(`A probability inside (0, 1) is needed, got ${p}.`);
}

/** x with I_x(a, b) = p. Throws a RangeError unless 0 < p < 1 and a, b > 0. */
export function betaQuantile(p: number, a: number, b: number): number {
  check(p);
  if (!(a > 0 && b > 0)) throw new RangeError(`A beta distribution needs a, b > 0, got ${a}, ${b}.`);
  return invertRising((x) => incompleteBeta(a, b, x), p, 1, true);
}

/** P(F ≤ x) with `df1` and `df2` degrees of freedom (Abramowitz & Stegun 26.6.2). Throws a RangeError unless df > 0. */
export function fCdf(x: number, df1: number, df2: number): number {
  if (!(df1 > 0 && df2 > 0)) throw new RangeError(`Degrees of freedom must be above 0, got ${df1}, ${df2}.`);
  if (!(x > 0)) return 0;
  const share = df2 / (df1 * x + df2);
  // The smaller of the two shares keeps its digits.
  return share < 0.5
    ? 1 - incompleteBeta(df2 / 2, df1 / 2, share)
    : incompleteBeta(df1 / 2, df2 / 2, (df1 * x) / (df1 * x + df2));
}

/** x with P(F ≤ x) = p. Throws a RangeError unless 0 < p < 1 and df > 0. */
export function fQuantile(p: number, df1: number, df2: number): number {
  check(p);
  if (!(df1 > 0 && df2 > 0)) throw new RangeError(`Degrees of freedom must be above 0, got ${df1}, ${df2}.`);
  return invertRising((x) => fCdf(x, df1, df2), p, 2, false);
}
