/** λ = .2, L = 2.86: ARL about 370 in control, quick for shifts of about 1 σ (Lucas & Saccucci, Technometrics 32:1). */
export const DEFAULT_EWMA: EwmaSettings = { lambda: 0.2, width: 2.86 };

export interface EwmaSettings {
  /** Weight of the newest point, in (0, 1]. */
  readonly lambda: number;
  /** L: half width of the limits in σ of the EWMA statistic. */
  readonly width: number;
}

export interface EwmaPoint {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly outside: boolean;
}

/**
 * EWMA chart with the exact, widening limits: z = λx + (1−λ)z, started at the centre,
 * limits µ ± Lσ√(λ/(2−λ)·(1−(1−λ)^{2i})). Values, centre and sigma in one unit.
 * Throws a RangeError for λ outside (0, 1] or σ < 0.
 */
export function ewmaChart(
  values: readonly number[],
  centre: number,
  sigma: number,
  { lambda, width }: EwmaSettings = DEFAULT_EWMA,
): EwmaPoint[] {
  if (!(lambda > 0 && lambda <= 1)) throw new RangeError(`λ must lie in (0, 1], got ${lambda}.`);
  if (!(sigma >= 0)) throw new RangeError(`σ must be 0 or more, got ${sigma}.`);
  let statistic = centre;
  return values.map((value, i) => {
    statistic = lambda * value + (1 - lambda) * statistic;
    const half = width * sigma * Math.sqrt((lambda / (2 - lambda)) * (1 - (1 - lambda) ** (2 * (i + 1))));
    const lower = centre - half;
    const upper = centre + half;
    return { value: statistic, lower, upper, outside: statistic < lower || statistic > upper };
  });
}
