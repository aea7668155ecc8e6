import { MAD_TO_SIGMA } from '../spc/control-constants.ts';
import { median, quantileSorted } from '../distribution/quantiles.ts';
import { normalUpper } from '../inference/normal.ts';
import { studentTCritical } from '../inference/student-t.ts';
import type { SeriesBaseline, StreamUsual, Usual } from './detection-state.ts';
import { isCounted, type LotFigures } from './lot-figures.ts';

/** Memory of lots beyond this would be a trend. */
const MOST_MEMORY = 0.6;
/** Upper quantile from which the spread of single wafers is read: the tail that matters, and no excursion fills it. */
const UPPER = 0.9;
const UPPER_Z = 1.2815515655446004;

/**
 * σ of values most of which are ordinary: standard deviation of those within 3 MAD-σ of the median, put right for
 * what the cut takes off a normal (1.3 %). Nearly as precise as the plain one, and blind to a few outliers.
 */
export function trimmedSigma(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const centre = median(values);
  const rough = MAD_TO_SIGMA * median(values.map((value) => Math.abs(value - centre)));
  const kept = rough > 0 ? values.filter((value) => Math.abs(value - centre) <= 3 * rough) : values;
  const mean = kept.reduce((sum, value) => sum + value, 0) / kept.length;
  const variance = kept.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (kept.length - 1);
  return 1.0134 * Math.sqrt(variance);
}

/** Limits of a series from its phase I, lots in time order. Robust: a few bad lots among them don't widen the limits. */
export function learnBaseline(lots: readonly LotFigures[]): SeriesBaseline {
  const lotMeans: Record<string, Usual> = {};
  const memory: Record<string, number> = {};
  const wafers: Record<string, Usual> = {};
  const withinLots: Record<string, Usual> = {};
  for (const key of [...new Set(lots.flatMap((lot) => [...lot.streams.keys()]))].sort()) {
    const usual = learnStream(lots, key);
    lotMeans[key] = usual.lotMean;
    memory[key] = usual.memory;
    if (usual.wafers) wafers[key] = usual.wafers;
    if (usual.withinLots) withinLots[key] = usual.withinLots;
  }
  const times = lots.map((lot) => lot.observation.at);
  const span = { from: times[0] ?? 0, to: times.at(-1) ?? 0, lots: lots.length };
  return { ...span, lotMeans, memory, wafers, withinLots, changes: [] };
}

/** What is usual for a stream over these lots, in time order. */
export function learnStream(lots: readonly LotFigures[], key: string): StreamUsual {
  const figures = lots.flatMap((lot) => lot.streams.get(key) ?? []);
  const charts = figures.map((figure) => figure.chart);
  const counting = median(figures.map((figure) => figure.counting));
  const sigma = Math.max(counting, trimmedSigma(charts));
  const counted = isCounted(key);
  return {
    lotMean: { centre: median(charts), sigma, n: charts.length },
    memory: memoryOf(charts, sigma),
    wafers: counted ? usualWafers(lots, key) : null,
    withinLots: counted ? usualWithinLots(lots, key) : null,
  };
}

/** Lag-1 autocorrelation with outliers pulled in to 2.5 σ, between 0 and .6. */
export function memoryOf(charts: readonly number[], sigma: number): number {
  if (sigma === 0 || charts.length < 3) return 0;
  const centre = median(charts);
  const z = charts.map((chart) => Math.max(-2.5, Math.min(2.5, (chart - centre) / sigma)));
  const square = z.reduce((sum, value) => sum + value * value, 0);
  const product = z.slice(1).reduce((sum, value, i) => sum + value * (z[i] ?? 0), 0);
  return square === 0 ? 0 : Math.max(0, Math.min(MOST_MEMORY, product / square));
}

function usualWafers(lots: readonly LotFigures[], key: string): Usual {
  const wafers = lots.flatMap((lot) => lot.wafers);
  const sorted = Float64Array.from(wafers, (wafer) => wafer.charts.get(key) ?? 0).sort();
  if (sorted.length === 0) return { centre: 0, sigma: 0, n: 0 };
  const centre = quantileSorted(sorted, 0.5);
  const upper = (quantileSorted(sorted, UPPER) - centre) / UPPER_Z;
  const counting = median(wafers.map((wafer) => wafer.counting));
  return { centre, sigma: Math.max(counting, upper, trimmedSigma([...sorted])), n: sorted.length };
}

function usualWithinLots(lots: readonly LotFigures[], key: string): Usual {
  const deviations: number[] = [];
  for (const { wafers } of lots) {
    if (wafers.length < 2) continue;
    const charts = wafers.map((wafer) => wafer.charts.get(key) ?? 0);
    const mean = charts.reduce((sum, chart) => sum + chart, 0) / charts.length;
    const put = Math.sqrt(charts.length / (charts.length - 1));
    for (const chart of charts) deviations.push((chart - mean) * put);
  }
  const counting = median(lots.flatMap((lot) => lot.wafers.map((wafer) => wafer.counting)).concat(0));
  return { centre: 0, sigma: Math.max(counting, trimmedSigma(deviations)), n: deviations.length };
}

/**
 * As many σ as a new value needs to be as improbable as `sigmas` would be if centre and σ were known: they were learnt
 * on n values only (Student's t with n − 1 degrees of freedom, a prediction interval).
 */
export function widened(sigmas: number, n: number): number {
  if (n < 3) return Infinity;
  const key = `${sigmas}/${n}`;
  const known = widths.get(key) ?? studentTCritical(1 - 2 * normalUpper(sigmas), n - 1) * Math.sqrt(1 + 1 / n);
  widths.set(key, known);
  return known;
}

/** A few pairs are asked for thousands of times, and each costs a search. */
const widths = new Map<string, number>();
