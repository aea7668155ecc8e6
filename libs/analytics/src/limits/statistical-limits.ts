import { mean, quantileSorted } from '../distribution/quantiles.ts';
import { scaleMapping, type ChartScale } from '../spc/chart-scale.ts';
import { MAD_TO_SIGMA } from '../spc/control-constants.ts';
import type {
  LotFraction,
  NoStatisticalLimits,
  StatisticalLimitOptions,
  StatisticalLimits,
} from './statistical-limit-types.ts';

/**
 * Lots below which no limits are proposed. The guideline itself (AEC-Q002 Rev B, 2012) asks for six; with six, −3 σ is
 * off by a third of itself, so the product's rule is 25.
 */
export const MIN_LOTS_FOR_STATISTICAL_LIMITS = 25;
/** Interquartile range of a normal distribution in σ: 2·Φ⁻¹(¾). */
const IQR_TO_SIGMA = 1 / 1.3489795003921634;
const TRIMMED = 0.1;

/**
 * SYL1, SYL2 = centre −3 σ, −4 σ of the yields of a product at an insertion by one test program, the centre and σ robust.
 * A lot below SYL1 is held for review, below SYL2 it is presumed defective.
 * Source: AEC-Q002 Rev B (statistical yield analysis: mean ± 3 and 4 σ), asked for by JEDEC JESD50 (maverick product
 * elimination); robust estimates and the logit near 0 and 100 % are ours, since one deep lot widens a plain σ.
 */
export function statisticalYieldLimits(
  yields: readonly LotFraction[],
  options: StatisticalLimitOptions = {},
): StatisticalLimits | NoStatisticalLimits {
  return statisticalLimits(yields, 'yield', options);
}

/** SBL1, SBL2 = centre +3 σ, +4 σ of the share of gross dies in one bin. Source and reading as for yields. */
export function statisticalBinLimits(
  shares: readonly LotFraction[],
  options: StatisticalLimitOptions = {},
): StatisticalLimits | NoStatisticalLimits {
  return statisticalLimits(shares, 'bin', options);
}

function statisticalLimits(
  fractions: readonly LotFraction[],
  of: 'yield' | 'bin',
  options: StatisticalLimitOptions,
): StatisticalLimits | NoStatisticalLimits {
  const lots = new Set(fractions.map(({ lot }) => lot)).size;
  const needs = Math.max(MIN_LOTS_FOR_STATISTICAL_LIMITS, options.minimumLots ?? 0);
  const refuse = (reason: NoStatisticalLimits['reason']): NoStatisticalLimits => ({
    kind: 'no-statistical-limits',
    reason,
    lots,
    needs,
  });
  if (fractions.some(({ value }) => !(value >= 0 && value <= 1))) return refuse('not-a-fraction');
  if (lots < needs) return refuse('too-few-lots');
  const values = Float64Array.from(fractions, ({ value }) => value);
  const scale = chosenScale(values, options);
  const { toChart, fromChart } = scaleMapping(scale);
  const { centre, sigma } = robustEstimate(values.map(toChart), options);
  if (!(sigma > 0)) return refuse('no-spread');
  const side = of === 'yield' ? -1 : 1;
  const at = (sigmas: number): number => Math.min(1, Math.max(0, fromChart(centre + side * sigmas * sigma)));
  const [limit1, limit2] = [at(3), at(4)];
  const beyond = (limit: number): number => values.filter((value) => side * (value - limit) > 0).length;
  return {
    kind: 'statistical-limits',
    of,
    centre: at(0),
    limit1,
    limit2,
    chartCentre: centre,
    chartSigma: sigma,
    scale,
    lots,
    values: values.length,
    level: values.length > lots ? 'wafer' : 'lot',
    beyondLimit1: beyond(limit1),
    beyondLimit2: beyond(limit2),
  };
}

function chosenScale(values: Float64Array, options: StatisticalLimitOptions): ChartScale {
  const asked = options.scale ?? 'auto';
  if (asked !== 'auto') return asked;
  const { centre, sigma } = robustEstimate(values, options);
  return centre + 4 * sigma > 1 || centre - 4 * sigma < 0 ? 'logit' : 'linear';
}

function robustEstimate(
  values: Float64Array,
  { centre = 'median', spread = 'iqr' }: StatisticalLimitOptions,
): { centre: number; sigma: number } {
  const sorted = values.slice().sort();
  const middle = quantileSorted(sorted, 0.5);
  const cut = Math.floor(sorted.length * TRIMMED);
  const distances = sorted.map((value) => Math.abs(value - middle)).sort();
  return {
    centre: centre === 'median' ? middle : mean(sorted.subarray(cut, sorted.length - cut)),
    sigma:
      spread === 'mad'
        ? MAD_TO_SIGMA * quantileSorted(distances, 0.5)
        : IQR_TO_SIGMA * (quantileSorted(sorted, 0.75) - quantileSorted(sorted, 0.25)),
  };
}
