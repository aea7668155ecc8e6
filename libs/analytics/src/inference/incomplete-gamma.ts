import { logGamma } from './student-t.ts';

const ACCURACY = 1e-16;
/** Both expansions need about √a terms near x = a; this is enough for a of ten million. */
const MAX_TERMS = 30_000;

/** γ(a, x)/Γ(a) by its power series, good for x < a + 1 (Abramowitz & Stegun 6.5.29). */
function lowerBySeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < MAX_TERMS && term > sum * ACCURACY; n += 1) {
    term *= x / (a + n);
    sum += term;
  }
  return sum * Math.exp(a * Math.log(x) - x - logGamma(a));
}

/** Γ(a, x)/Γ(a) by its continued fraction, good for x ≥ a + 1 (Abramowitz & Stegun 6.5.31, Lentz's method). */
function upperByFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let result = d;
  for (let n = 1; n < MAX_TERMS; n += 1) {
    const an = n * (a - n);
    b += 2;
    d = 1 / (an * d + b || tiny);
    c = b + an / c || tiny;
    result *= c * d;
    if (Math.abs(c * d - 1) < ACCURACY * 4) break;
  }
  return result * Math.exp(a * Math.log(x) - x - logGamma(a));
}

function check(a: number): void {
  if (!(a > 0)) throw new RangeError(`The incomplete gamma function needs a > 0, got ${a}.`);
}

/** Regularised lower incomplete gamma function P(a, x); 0 for x ≤ 0. Throws a RangeError unless a > 0. */
export function incompleteGamma(a: number, x: number): number {
  check(a);
  if (!(x > 0)) return 0;
  return x < a + 1 ? lowerBySeries(a, x) : 1 - upperByFraction(a, x);
}

/** Regularised upper incomplete gamma function Q(a, x) = 1 − P(a, x), precise in the far tail. */
export function upperIncompleteGamma(a: number, x: number): number {
  check(a);
  if (!(x > 0)) return 1;
  return x < a + 1 ? 1 - lowerBySeries(a, x) : upperByFraction(a, x);
}
