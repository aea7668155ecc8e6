import { d2 } from './control-constants.ts';
import { MIN_PHASE_ONE_LOTS } from './phase-one.ts';

/** Failing (or any counted) parts of a lot. */
export interface LotCount {
  readonly count: number;
  readonly size: number;
}

/** Frozen phase I of Laney's p′ chart; JSON-safe. */
export interface LaneyLimits {
  readonly kind: 'laney';
  /** Mean share p̄, a fraction of 1. */
  readonly centre: number;
  /** How much wider than binomial lots vary: 1 = binomial, below 1 = under-dispersed. */
  readonly sigmaZ: number;
  readonly lots: number;
}

export interface NoLaney {
  readonly kind: 'no-laney';
  readonly reason: 'too-few-lots' | 'no-spread';
  readonly lots: number;
  readonly needs: number;
}

export interface LaneyPoint {
  /** count / size, and its limits for this size clipped to 0…1; fractions of 1. */
  readonly share: number;
  readonly lower: number;
  readonly upper: number;
  readonly z: number;
}

function binomialSigma(centre: number, size: number): number {
  return Math.sqrt((centre * (1 - centre)) / size);
}

/**
 * p′ chart: z = (p − p̄)/√(p̄(1−p̄)/n), σz = mean moving range of z over 1.128, limits p̄ ± 3σz√(p̄(1−p̄)/n). For shares of
 * lots of a thousand parts, where a p chart alarms at every lot. Lots of no parts are left out.
 * Source: Laney, Quality Engineering 14:531, 2002.
 */
export function laneyLimits(lots: readonly LotCount[], minimum = MIN_PHASE_ONE_LOTS): LaneyLimits | NoLaney {
  const counted = lots.filter(({ size }) => size > 0);
  const needs = Math.max(2, minimum);
  const refuse = (reason: NoLaney['reason']): NoLaney => ({ kind: 'no-laney', reason, lots: counted.length, needs });
  if (counted.length < needs) return refuse('too-few-lots');
  const total = counted.reduce((sum, { size }) => sum + size, 0);
  const centre = counted.reduce((sum, { count }) => sum + count, 0) / total;
  if (!(centre > 0 && centre < 1)) return refuse('no-spread');
  const z = counted.map(({ count, size }) => (count / size - centre) / binomialSigma(centre, size));
  const ranges = z.slice(1).reduce((sum, value, i) => sum + Math.abs(value - (z[i] ?? value)), 0);
  const sigmaZ = ranges / (z.length - 1) / d2(2);
  return sigmaZ > 0 ? { kind: 'laney', centre, sigmaZ, lots: counted.length } : refuse('no-spread');
}

/** The lots on a frozen p′ chart; null for a lot of no parts. `z` feeds Nelson's rules 1–4. */
export function laneyChart(lots: readonly LotCount[], { centre, sigmaZ }: LaneyLimits): (LaneyPoint | null)[] {
  return lots.map(({ count, size }) => {
    if (!(size > 0)) return null;
    const sigma = sigmaZ * binomialSigma(centre, size);
    const share = count / size;
    return {
      share,
      lower: Math.max(0, centre - 3 * sigma),
      upper: Math.min(1, centre + 3 * sigma),
      z: (share - centre) / sigma,
    };
  });
}
