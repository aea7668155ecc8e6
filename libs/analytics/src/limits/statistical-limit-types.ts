import type { ChartScale } from '../spc/chart-scale.ts';

/** A yield or a bin's share of one lot (or of one wafer of that lot): a fraction of 1. */
export interface LotFraction {
  readonly lot: string;
  readonly value: number;
}

export interface StatisticalLimitOptions {
  /** `median` (default), or the mean without the lowest and highest 10 %. */
  readonly centre?: 'median' | 'trimmed-mean';
  /** `iqr` (default): interquartile range / 1.349; `mad`: median absolute deviation × 1.4826. */
  readonly spread?: 'iqr' | 'mad';
  /** `auto` (default): the logit where 4 σ would pass 0 or 1. */
  readonly scale?: ChartScale | 'auto';
  /** At least this many lots; never fewer than 25. */
  readonly minimumLots?: number;
}

/** Statistical limits: SYL (yield, both below the centre) or SBL (bins, both above). Fractions of 1. */
export interface StatisticalLimits {
  readonly kind: 'statistical-limits';
  readonly of: 'yield' | 'bin';
  readonly centre: number;
  /** ∓3 σ: hold for review. */
  readonly limit1: number;
  /** ∓4 σ: presumed defective material (SYL2, SBL2). */
  readonly limit2: number;
  /** Robust σ and centre on the charted scale. */
  readonly chartCentre: number;
  readonly chartSigma: number;
  readonly scale: ChartScale;
  readonly lots: number;
  /** Values used: lots, or wafers of those lots. */
  readonly values: number;
  readonly level: 'lot' | 'wafer';
  /** Values of the learning period itself beyond limit 1: what the limits would have held. */
  readonly beyondLimit1: number;
  readonly beyondLimit2: number;
}

export interface NoStatisticalLimits {
  readonly kind: 'no-statistical-limits';
  readonly reason: 'too-few-lots' | 'no-spread' | 'not-a-fraction';
  readonly lots: number;
  readonly needs: number;
}
