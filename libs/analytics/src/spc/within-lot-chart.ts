import { mean } from '../distribution/quantiles.ts';
import { c4 } from './control-constants.ts';
import { robustSigma } from './robust-sigma.ts';

/** Spread of a lot's wafers, with limits that fit its number of wafers. Unit: that of the wafer values. */
export interface SpreadPoint {
  /** Sample standard deviation; null for fewer than two wafers. */
  readonly s: number | null;
  readonly wafers: number;
  readonly centre: number;
  readonly lower: number;
  readonly upper: number;
  /** Above the upper or below the lower limit (rule 1). */
  readonly outside: 'high' | 'low' | null;
}

export interface WithinLotSigma {
  /** Within-lot σ: mean of s/c4 over the lots. */
  readonly sigma: number;
  readonly lots: number;
}

/** Sample standard deviation (n − 1), null for fewer than two values. */
export function sampleDeviation(values: ArrayLike<number>): number | null {
  if (values.length < 2) return null;
  const centre = mean(values);
  let squares = 0;
  for (let i = 0; i < values.length; i += 1) squares += ((values[i] ?? 0) - centre) ** 2;
  return Math.sqrt(squares / (values.length - 1));
}

/** Within-lot σ from lots of two wafers or more, null when there is none. Source: Montgomery, 7th ed., §6.3 (S̄/c4). */
export function withinLotSigma(lots: readonly ArrayLike<number>[]): WithinLotSigma | null {
  const estimates = lots.flatMap((wafers) => {
    const s = sampleDeviation(wafers);
    return s === null ? [] : [s / c4(wafers.length)];
  });
  return estimates.length === 0 ? null : { sigma: mean(estimates), lots: estimates.length };
}

/**
 * How much more the spreads of lots differ than those of samples from one normal distribution would: σ of
 * z = (s − c4·σ)/(σ√(1−c4²)) from its mean moving range, at least 1. An edge or a chamber spreads the wafers of some
 * lots and not of others; an S chart that knows nothing of it alarms at healthy ones. After Laney's p′ chart
 * (Quality Engineering 14:531, 2002), which does so for counts. `lots` in time order.
 */
export function spreadDispersion(lots: readonly ArrayLike<number>[], sigma: number): number {
  const z = lots.flatMap((wafers) => {
    const s = sampleDeviation(wafers);
    const bias = c4(Math.max(2, wafers.length));
    return s === null ? [] : [(s - bias * sigma) / (sigma * Math.sqrt(1 - bias ** 2))];
  });
  return z.length < 2 ? 1 : Math.max(1, robustSigma(z, 'moving-range'));
}

/**
 * S chart of the spread within each lot against a frozen within-lot σ: centre c4·σ, limits c4·σ ± 3dσ√(1−c4²) with
 * d as `spreadDispersion`, the lower one not below 0. Lots of one wafer have no s, and a centre of 0.
 */
export function withinLotChart(lots: readonly (readonly number[])[], sigma: number, dispersion = 1): SpreadPoint[] {
  return lots.map((wafers) => {
    const s = sampleDeviation(wafers);
    if (s === null) return { s, wafers: wafers.length, centre: 0, lower: 0, upper: 0, outside: null };
    const bias = c4(wafers.length);
    const centre = bias * sigma;
    const half = 3 * dispersion * sigma * Math.sqrt(1 - bias ** 2);
    const lower = Math.max(0, centre - half);
    const upper = centre + half;
    return { s, wafers: wafers.length, centre, lower, upper, outside: sideOf(s, lower, upper) };
  });
}

function sideOf(s: number, lower: number, upper: number): 'high' | 'low' | null {
  if (s > upper) return 'high';
  return s < lower ? 'low' : null;
}
