import { normalQuantile } from '../inference/normal.ts';
import { chiSquareUpper } from '../inference/chi-square.ts';
import { widened } from './baseline.ts';
import type { DetectionSettings } from './detection-settings.ts';
import type { SeriesBaseline, Usual } from './detection-state.ts';
import type { Alarm, AlarmClass, DetectionRule, Stream } from './excursion.ts';
import { YIELD, fractionOfRoot, isCounted, isRooted, streamOf, type Figure, type LotFigures } from './lot-figures.ts';

/** Defects for each cm²: an international way to write it, the same in every language. */
const DENSITY_UNIT = 'cm⁻²';
/** Limits of scores that would overflow. */
const MOST_SCORE = 38;

/** The lots of a series that are judged, with what is usual for them. */
export interface JudgedSeries {
  readonly lots: readonly LotFigures[];
  readonly baseline: SeriesBaseline;
  readonly settings: DetectionSettings;
}

export function classOf(stream: Stream): AlarmClass {
  if (stream.kind === 'sensor') return 'sensor';
  return stream.kind === 'test' ? 'parametric' : 'yield';
}

/** How a finding is built into an alarm; `lots` in time order, the last one raises it. */
export interface Finding {
  readonly rule: DetectionRule;
  readonly key: string;
  readonly lots: readonly LotFigures[];
  /** On the chart; 1 = up. */
  readonly side: 1 | -1;
  readonly value: number;
  readonly centre: number;
  readonly limit: number;
  readonly score: number;
  readonly wafers?: Alarm['wafers'];
  readonly place?: string;
}

export function alarmOf(finding: Finding): Alarm {
  const { rule, key, lots, side, value, centre, limit, score, wafers, place } = finding;
  const last = lots.at(-1);
  if (!last) throw new RangeError('An alarm needs a lot.');
  const stream = streamOf(last.observation, key);
  const { product, insertion, lot, at } = last.observation;
  return {
    id: [product, insertion, lot, key, rule].join('/'),
    class: classOf(stream),
    rule,
    stream,
    lot,
    at,
    lots: lots.map((one) => one.observation.lot),
    direction: side > 0 === (key !== YIELD || rule === 'spread') ? 'high' : 'low',
    value,
    centre,
    limit,
    score,
    ...(wafers ? { wafers } : {}),
    ...(place === undefined ? {} : { place }),
    ...(stream.kind === 'defects' ? { unit: DENSITY_UNIT } : {}),
  };
}

/** From the chart to the unit that people read: yields and bins as fractions, densities by area, the rest as it is. */
export function readable(key: string, chart: number): number {
  if (key === YIELD) return 1 - fractionOfRoot(chart);
  return isRooted(key) ? fractionOfRoot(chart) : chart;
}

/** What is usual for a stream; a bin that phase I never saw is expected nowhere. */
export function usualOf(baseline: SeriesBaseline, key: string, figure: Figure | undefined): Usual | undefined {
  const known = baseline.lotMeans[key];
  if (known && known.n >= 3) return known.sigma > 0 ? known : undefined;
  if (!isCounted(key) || !figure) return undefined;
  return { centre: Math.sqrt(1.5) * figure.counting, sigma: 2 * figure.counting, n: baseline.lots };
}

/** σ limits of every stream at one lot. Only what costs yield counts; a test may go both ways. */
export function sigmaFindings(series: JudgedSeries, index: number): Finding[] {
  const lot = series.lots[index];
  if (!lot) return [];
  const found: Finding[] = [];
  for (const [key, figure] of lot.streams) {
    const usual = usualOf(series.baseline, key, figure);
    if (!usual) continue;
    const z = (figure.chart - usual.centre) / usual.sigma;
    const sigmas = key === YIELD ? series.settings.yieldSigmas : series.settings.streamSigmas;
    const limit = widened(sigmas, usual.n);
    const side = z < 0 ? -1 : 1;
    if (Math.abs(z) <= limit || (side < 0 && !key.startsWith('test:'))) continue;
    found.push({
      rule: 'sigma',
      key,
      lots: [lot],
      side,
      value: figure.value,
      centre: readable(key, usual.centre),
      limit: readable(key, usual.centre + side * limit * usual.sigma),
      score: Math.min(MOST_SCORE, (Math.abs(z) / limit) * sigmas),
    });
  }
  return found;
}

export function floorFinding(lot: LotFigures): Finding[] {
  const { floor } = lot.observation;
  const value = lot.streams.get(YIELD)?.value;
  if (floor === undefined || value === undefined || value >= floor) return [];
  return [{ rule: 'floor', key: YIELD, lots: [lot], side: 1, value, centre: floor, limit: floor, score: 3 }];
}

/** Wafers of one lot that differ more than they do: S² against its χ² limit. Yield and bins. */
export function spreadFindings({ lots, baseline, settings }: JudgedSeries, index: number): Finding[] {
  const lot = lots[index];
  const n = lot?.wafers.length ?? 0;
  if (!lot || n < 3) return [];
  return Object.entries(baseline.withinLots).flatMap(([key, { sigma }]): Finding[] => {
    if (sigma <= 0) return [];
    const charts = lot.wafers.map((wafer) => wafer.charts.get(key) ?? 0);
    const mean = charts.reduce((sum, chart) => sum + chart, 0) / n;
    const square = charts.reduce((sum, chart) => sum + (chart - mean) ** 2, 0);
    const p = chiSquareUpper(square / sigma ** 2, n - 1);
    const score = p < 1e-300 ? MOST_SCORE : p >= 0.5 ? 0 : -normalQuantile(p);
    if (score <= settings.spreadSigmas) return [];
    const value = Math.sqrt(square / (n - 1));
    const limit = (value * settings.spreadSigmas) / score;
    return [{ rule: 'spread', key, lots: [lot], side: 1, value, centre: sigma, limit, score }];
  });
}
