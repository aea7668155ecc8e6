import { widened } from './baseline.ts';
import type { DetectionSettings } from './detection-settings.ts';
import type { SeriesBaseline, Usual } from './detection-state.ts';
import { baselineAt } from './lasting-changes.ts';
import { YIELD, type LotFigures } from './lot-figures.ts';
import { readable, usualOf, type Finding, type JudgedSeries } from './lot-rules.ts';

/** Beyond this a single lot pulls the EWMA no further: it is the σ limits' business. */
const WINSOR = 3.5;
/** A lot that speaks for a slope lies at least so many σ off. */
const SPEAKS = 2;
/** Lots that make up less than this part of an EWMA have no part in its alarm. */
const FORGOTTEN = 0.1;

/**
 * EWMA of every stream over the lots, alarms from `first` on. Its limits are wider where lots have memory (first-order
 * autocorrelation r, factor √((1 + r(1−λ))/(1 − r(1−λ)))): Schmid, J. Roy. Stat. Soc. D 46:469, 1997.
 */
export function slopeFindings(series: JudgedSeries, first: number): Finding[] {
  const keys = Object.keys(series.baseline.lotMeans);
  return keys.flatMap((key) => slopesOf(series, key, first));
}

/** Limits of an EWMA in σ of lots, wider where lots have memory; null where nothing is usual. */
function slopeLimits(baseline: SeriesBaseline, key: string, { ewma, streamEwmaWidth }: DetectionSettings) {
  const usual = usualOf(baseline, key, undefined);
  if (!usual) return null;
  const { lambda, width } = ewma;
  const kept = (baseline.memory[key] ?? 0) * (1 - lambda);
  const sigma = Math.sqrt((lambda / (2 - lambda)) * ((1 + kept) / (1 - kept)));
  const sigmas = key === YIELD ? width : streamEwmaWidth;
  return { usual, sigmas, limit: widened(sigmas, usual.n) * sigma };
}

function slopesOf(series: JudgedSeries, key: string, first: number): Finding[] {
  const { baseline, settings } = series;
  const changes = baseline.changes.filter((change) => change.key === key);
  const spans = [-Infinity, ...changes.map(({ after }) => after), Infinity];
  return spans.slice(1).flatMap((to, i) => {
    const from = spans[i] ?? -Infinity;
    const limits = slopeLimits(baselineAt(baseline, to), key, settings);
    return limits === null ? [] : slopesBetween(series, { key, from, to, limits, first });
  });
}

interface SlopeSpan {
  readonly key: string;
  /** The lots after the first and up to the second time. */
  readonly from: number;
  readonly to: number;
  readonly limits: NonNullable<ReturnType<typeof slopeLimits>>;
  /** Index of the first lot that may raise an alarm. */
  readonly first: number;
}

function slopesBetween(series: JudgedSeries, { key, from, to, limits, first }: SlopeSpan): Finding[] {
  const { usual, sigmas, limit } = limits;
  const chart = new SlopeChart(usual, series.settings.ewma.lambda);
  const found: Finding[] = [];
  series.lots.forEach((lot, index) => {
    const figure = lot.streams.get(key);
    const { at } = lot.observation;
    if (!figure || at <= from || at > to) return;
    const { ewma, side, speaks, lots } = chart.next(lot, figure.chart);
    // Only what costs yield counts; a test may go both ways.
    if (index < first || !speaks || Math.abs(ewma) <= limit || (side < 0 && !key.startsWith('test:'))) return;
    found.push({
      rule: 'slope',
      key,
      lots,
      side,
      value: figure.value,
      centre: readable(key, usual.centre),
      limit: readable(key, usual.centre + side * limit * usual.sigma),
      score: (Math.abs(ewma) / limit) * sigmas,
    });
  });
  return found;
}

/** The EWMA of one stream, lot by lot, with the lots that it remembers and that speak for where it stands. */
class SlopeChart {
  private readonly usual: Usual;
  private readonly lambda: number;
  private readonly memory: number;
  private ewma = 0;
  private place = 0;
  private run: { readonly lot: LotFigures; readonly place: number }[] = [];

  constructor(usual: Usual, lambda: number) {
    this.usual = usual;
    this.lambda = lambda;
    this.memory = Math.ceil(Math.log(FORGOTTEN) / Math.log(1 - lambda));
  }

  next(lot: LotFigures, chart: number) {
    const { usual, lambda, ewma: before } = this;
    const z = (chart - usual.centre) / usual.sigma;
    this.ewma = lambda * Math.max(-WINSOR, Math.min(WINSOR, z)) + (1 - lambda) * before;
    this.place += 1;
    const side: 1 | -1 = this.ewma < 0 ? -1 : 1;
    const speaks = z * side > SPEAKS;
    const kept = before * side <= 0 ? [] : this.run.filter((one) => one.place > this.place - this.memory);
    this.run = speaks ? [...kept, { lot, place: this.place }] : kept;
    return { ewma: this.ewma, side, speaks, lots: this.run.map((one) => one.lot) };
  }
}
