import { upperIncompleteGamma } from './incomplete-gamma.ts';

/** Density of the standard normal distribution. */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
}

/** P(Z > z) of the standard normal distribution, precise (relative 1e-13) in the far tail: ½·Q(½, z²/2). */
export function normalUpper(z: number): number {
  if (Math.abs(z) > 40) return z > 0 ? 0 : 1;
  const tail = 0.5 * upperIncompleteGamma(0.5, 0.5 * z * z);
  return z >= 0 ? tail : 1 - tail;
}

/** P(Z ≤ z) of the standard normal distribution. */
export function normalCdf(z: number): number {
  return normalUpper(-z);
}

/** Upper quantile for p ≤ ½: a rational start (Abramowitz & Stegun 26.2.22, error < .003), then Halley's method. */
function upperQuantile(p: number): number {
  const t = Math.sqrt(-2 * Math.log(p));
  let z = t - (2.30753 + 0.27061 * t) / (1 + 0.99229 * t + 0.04481 * t * t);
  for (let step = 0; step < 6; step += 1) {
    const newton = (normalUpper(z) - p) / normalDensity(z);
    const move = newton / (1 - (z * newton) / 2);
    z += move;
    if (Math.abs(move) < 1e-15 * Math.max(1, z)) break;
  }
  return z;
}

/** z with P(Z ≤ z) = p. Throws a RangeError unless 0 < p < 1. */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`A probability inside (0, 1) is needed, got ${p}.`);
  if (p === 0.5) return 0;
  return p < 0.5 ? -upperQuantile(p) : upperQuantile(1 - p);
}
