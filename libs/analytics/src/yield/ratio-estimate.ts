/** A die-weighted yield with its variance, the lot as the unit. */
export interface RatioEstimate {
  readonly value: number;
  readonly variance: number;
  readonly lots: number;
}

/**
 * Ratio estimator with lots as clusters: R = Σy/Σx, var(R) = Σ(y − R·x)² / (n(n−1)·x̄²), no finite population
 * correction. Source: Cochran, Sampling Techniques, 3rd ed. 1977, eq. 6.13 and §9A. Needs two lots or more.
 */
export function ratioEstimate(
  lots: readonly { readonly good: number; readonly gross: number }[],
  good: number,
  gross: number,
): RatioEstimate {
  const n = lots.length;
  const value = good / gross;
  const meanGross = gross / n;
  const residuals = lots.reduce((sum, lot) => sum + (lot.good - value * lot.gross) ** 2, 0);
  return { value, variance: residuals / (n * (n - 1) * meanGross ** 2), lots: n };
}
