import { scaleMapping, suggestScale, type ChartScale } from './chart-scale.ts';
import { centreFor, robustSigma, type SigmaMethod } from './robust-sigma.ts';

/** Fewer lots than this make limits that move with every new lot. */
export const MIN_PHASE_ONE_LOTS = 20;

/** Limits learnt once on a named stretch of lots, and kept. Yields are fractions of 1. */
export interface FrozenLimits {
  readonly kind: 'limits';
  /** Centre line, lower and upper 3 σ limit, as yields; the limits are clipped to [0, 1]. */
  readonly centre: number;
  readonly lower: number;
  readonly upper: number;
  /** Centre and σ on the charted scale (the logit, or the yield itself). */
  readonly chartCentre: number;
  readonly chartSigma: number;
  readonly scale: ChartScale;
  readonly method: SigmaMethod;
  /** Lots the limits were learnt on. */
  readonly lots: number;
}

/** The result in place of limits, with what is missing. */
export interface TooLittleData {
  readonly kind: 'too-little-data';
  readonly lots: number;
  readonly needs: number;
  readonly reason: 'too-few-lots' | 'no-spread';
}

export interface PhaseOneOptions {
  readonly method?: SigmaMethod;
  /** `auto` (default) takes the logit where mean + 3 σ would pass 100 %. */
  readonly scale?: ChartScale | 'auto';
  readonly minimum?: number;
}

/**
 * Control limits from the lot means of phase I, in time order, as fractions of 1.
 * Returns `too-little-data` for fewer than `minimum` lots (20), or when the lots do not differ at all (σ = 0 would
 * make an alarm of every later lot).
 */
export function freezeLimits(lotMeans: readonly number[], options: PhaseOneOptions = {}): FrozenLimits | TooLittleData {
  const { method = 'moving-range', scale = 'auto', minimum = MIN_PHASE_ONE_LOTS } = options;
  const lots = lotMeans.length;
  if (lots < Math.max(2, minimum)) {
    return { kind: 'too-little-data', lots, needs: Math.max(2, minimum), reason: 'too-few-lots' };
  }
  const chosen = scale === 'auto' ? suggestScale(centreFor(lotMeans, method), robustSigma(lotMeans, method)) : scale;
  const mapping = scaleMapping(chosen);
  const charted = lotMeans.map(mapping.toChart);
  const chartCentre = centreFor(charted, method);
  const chartSigma = robustSigma(charted, method);
  if (chartSigma === 0) return { kind: 'too-little-data', lots, needs: minimum, reason: 'no-spread' };
  const toYield = (z: number): number => Math.min(1, Math.max(0, mapping.fromChart(chartCentre + z * chartSigma)));
  return {
    kind: 'limits',
    centre: toYield(0),
    lower: toYield(-3),
    upper: toYield(3),
    chartCentre,
    chartSigma,
    scale: chosen,
    method,
    lots,
  };
}

/** Points in σ from the frozen centre, on the frozen scale. */
export function inSigmas(yields: readonly number[], limits: FrozenLimits): number[] {
  const { toChart } = scaleMapping(limits.scale);
  return yields.map((y) => (toChart(y) - limits.chartCentre) / limits.chartSigma);
}
