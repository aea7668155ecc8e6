import { incompleteGamma, upperIncompleteGamma } from './incomplete-gamma.ts';
import { invertRising } from './invert.ts';

function check(df: number): void {
  if (!(df > 0)) throw new RangeError(`Degrees of freedom must be above 0, got ${df}.`);
}

/** P(χ² ≤ x) with `df` degrees of freedom (may be fractional). Throws a RangeError unless df > 0. */
export function chiSquareCdf(x: number, df: number): number {
  check(df);
  return incompleteGamma(df / 2, x / 2);
}

/** P(χ² > x): the p of a χ² test. Throws a RangeError unless df > 0. */
export function chiSquareUpper(x: number, df: number): number {
  check(df);
  return upperIncompleteGamma(df / 2, x / 2);
}

/** x with P(χ² ≤ x) = p. Throws a RangeError unless 0 < p < 1 and df > 0. */
export function chiSquareQuantile(p: number, df: number): number {
  check(df);
  if (!(p > 0 && p < 1)) throw new RangeError(`A probability inside (0, 1) is needed, got ${p}.`);
  return invertRising((x) => chiSquareCdf(x, df), p, df + 1, false);
}
