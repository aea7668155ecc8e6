import { mean } from '../distribution/quantiles.ts';
import { scaleMapping, suggestScale, type ChartScale } from './chart-scale.ts';
import { d2 } from './control-constants.ts';
import { MIN_PHASE_ONE_LOTS, type TooLittleData } from './phase-one.ts';
import type { PhaseLimits, PhasedChartKind, PhasedChartOptions, TimedPoint } from './phase-types.ts';
import { centreFor, robustSigma, type SigmaMethod } from './robust-sigma.ts';
import { spreadDispersion, withinLotSigma } from './within-lot-chart.ts';

/**
 * Limits learnt on the first points of a phase (20 unless more are asked for), seasoning left out, then frozen: later
 * points don't move them. Fewer points, or points that don't differ, give `too-little-data`.
 */
export function learnPhaseLimits(
  points: readonly TimedPoint[],
  options: PhasedChartOptions = {},
): PhaseLimits | TooLittleData {
  const needs = Math.max(MIN_PHASE_ONE_LOTS, options.learnOn ?? MIN_PHASE_ONE_LOTS);
  const learnt = points.filter(({ seasoning }) => seasoning !== true).slice(0, needs);
  const refuse = (reason: TooLittleData['reason']): TooLittleData => ({
    kind: 'too-little-data',
    lots: learnt.length,
    needs,
    reason,
  });
  const [first, last] = [learnt[0], learnt.at(-1)];
  if (learnt.length < needs || !first || !last) return refuse('too-few-lots');
  const frozen = frozenEstimate(learnt, options);
  if (!(frozen.chartSigma > 0)) return refuse('no-spread');
  return {
    kind: 'phase-limits',
    ...frozen,
    points: learnt.length,
    learntFrom: first.time,
    learntTo: last.time,
  };
}

function frozenEstimate(
  learnt: readonly TimedPoint[],
  { chart = 'lot-means', method = 'moving-range', scale }: PhasedChartOptions,
): Omit<PhaseLimits, 'kind' | 'points' | 'learntFrom' | 'learntTo'> {
  if (chart === 'x-bar-r' || chart === 'x-bar-s') {
    const estimate = fromWithin(learnt, chart);
    return { chart, method, ...estimate, withinSigma: estimate.chartSigma };
  }
  return { chart, method, ...fromPoints(learnt, method, scale), ...spreadWithin(learnt, chart) };
}

/** Of subgroups that differ by more than their samples do; x-bar charts are for those that don't. */
function spreadWithin(
  points: readonly TimedPoint[],
  chart: PhasedChartKind,
): Pick<PhaseLimits, 'withinSigma' | 'withinDispersion'> {
  if (chart !== 'lot-means') return { withinSigma: null };
  const within = points.map((point) => point.within);
  const sigma = withinLotSigma(within)?.sigma ?? 0;
  return sigma > 0 ? { withinSigma: sigma, withinDispersion: spreadDispersion(within, sigma) } : { withinSigma: null };
}

interface Estimate {
  readonly scale: ChartScale;
  readonly chartCentre: number;
  readonly chartSigma: number;
}

function fromPoints(
  points: readonly TimedPoint[],
  method: SigmaMethod,
  asked: PhasedChartOptions['scale'] = 'linear',
): Estimate {
  const values = points.map(({ value }) => value);
  const scale = asked === 'auto' ? suggestScale(centreFor(values, method), robustSigma(values, method)) : asked;
  const charted = values.map(scaleMapping(scale).toChart);
  return { scale, chartCentre: centreFor(charted, method), chartSigma: robustSigma(charted, method) };
}

/** σ from the spread within the subgroups: R̄/d2 or S̄/c4 (Montgomery, 7th ed., §6.2, 6.3). */
function fromWithin(points: readonly TimedPoint[], chart: 'x-bar-r' | 'x-bar-s'): Estimate {
  const grouped = points.map(({ within }) => within).filter((values) => values.length > 1);
  const sigmas = grouped.map((values) => rangeOf(values) / d2Of(chart, values.length));
  const sigma = chart === 'x-bar-r' && sigmas.length > 0 ? mean(sigmas) : (withinLotSigma(grouped)?.sigma ?? 0);
  const centre = mean(points.map(({ value }) => value));
  return { scale: 'linear', chartCentre: centre, chartSigma: sigma };
}

function d2Of(chart: PhasedChartKind, n: number): number {
  return chart === 'x-bar-r' ? d2(n) : 1;
}

export function rangeOf(values: readonly number[]): number {
  return (
    values.reduce((high, value) => Math.max(high, value), -Infinity) -
    values.reduce((low, v) => Math.min(low, v), Infinity)
  );
}

/** Centre, 3 σ limits and z of one point; `lower` and `upper` in the unit of the values. */
export function placePoint(
  point: TimedPoint,
  limits: PhaseLimits,
): {
  readonly centre: number;
  readonly lower: number;
  readonly upper: number;
  readonly sigma: number;
  readonly z: number;
} {
  const { toChart, fromChart } = scaleMapping(limits.scale);
  const ofMeans = limits.chart === 'x-bar-r' || limits.chart === 'x-bar-s';
  const sigma = ofMeans ? limits.chartSigma / Math.sqrt(Math.max(1, point.within.length)) : limits.chartSigma;
  return {
    centre: fromChart(limits.chartCentre),
    lower: fromChart(limits.chartCentre - 3 * sigma),
    upper: fromChart(limits.chartCentre + 3 * sigma),
    sigma,
    z: (toChart(point.value) - limits.chartCentre) / sigma,
  };
}
