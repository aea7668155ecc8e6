import { quantileSorted } from '../distribution/quantiles.ts';
import { trimmedSigma } from './baseline.ts';
import { baselineAt } from './lasting-changes.ts';
import type { SeriesBaseline, Usual } from './detection-state.ts';
import type { DetectedExcursion, Stream } from './excursion.ts';
import { YIELD, rootOfFraction } from './lot-figures.ts';
import type { LotObservation, WaferObservation } from './observation.ts';

const DAY = 86_400_000;
/** A wafer is one of the affected from so many σ above the usual on. */
const AFFECTED_SIGMAS = 2;
/** Below the first a wafer is ordinary, at the second simply bad: the ordinary add no noise, the worst can't outvote. */
const ORDINARY_SIGMAS = 1.5;
const BAD_SIGMAS = 4.5;
/** Upper quantile from which the spread of single wafers is read, and its z. */
const UPPER = 0.9;
const UPPER_Z = 1.2815515655446004;
const LEAST_TO_LEARN = 20;
const LEAST_OF_THIRD = 0.2;
/** Lots so many days before and after are asked about too. */
const MARGIN_DAYS = 2;
/** Where an excursion left hardly any lot alone, earlier ones are taken to compare with, as far back as this. */
const MOST_DAYS_BEFORE = 14;

/** What an excursion asks commonality: wafers in the order of `wafers`, lots numbered in the order of `lots`. */
export interface ExcursionQuestion {
  readonly lots: readonly LotObservation[];
  readonly wafers: readonly { readonly lot: string; readonly waferId: string }[];
  readonly lotOfWafer: Int32Array;
  /** 1 where the wafer lies above what is usual of the leading stream. */
  readonly cases: Uint8Array;
  /** Fraction of dies in the leading bin, or lost altogether where the excursion shows in no bin. */
  readonly response: Float64Array;
  /** How far each wafer is off, 0 (ordinary) to 3. */
  readonly severity: Float64Array;
  /** The stream that it is about: `yield` or `bin:…`. */
  readonly key: string;
}

/**
 * The wafers around an excursion and how bad each is in what shows the excursion best. `lots`: at least those of its
 * product and insertion from two weeks before its first lot to two days after its last; what is not needed is left out.
 */
export function questionOf(
  excursion: DetectedExcursion,
  baseline: SeriesBaseline,
  lots: readonly LotObservation[],
): ExcursionQuestion {
  const key = keyOf(excursion.leading);
  const usual = baselineAt(baseline, excursion.from);
  const around = lotsAround(excursion, lots, (lot) => weightOf(lot, key, usual));
  const wafers = around.flatMap((lot, index) =>
    lot.wafers.filter((wafer) => wafer.gross > 0).map((wafer) => ({ lot, index, wafer })),
  );
  const severity = Float64Array.from(wafers, ({ wafer }) => severityOf(wafer, key, usual));
  const least = AFFECTED_SIGMAS - ORDINARY_SIGMAS;
  return {
    lots: around,
    wafers: wafers.map(({ lot, wafer }) => ({ lot: lot.lot, waferId: wafer.waferId })),
    lotOfWafer: Int32Array.from(wafers, ({ index }) => index),
    cases: Uint8Array.from(severity, (value) => (value > least ? 1 : 0)),
    response: Float64Array.from(wafers, ({ wafer }) => failingIn(wafer, key) / wafer.gross),
    severity,
    key,
  };
}

function keyOf(stream: Stream): string {
  return stream.kind === 'bin' ? `bin:${stream.name}` : YIELD;
}

function failingIn(wafer: WaferObservation, key: string): number {
  return key === YIELD ? wafer.gross - wafer.good : (wafer.bins?.[key.slice('bin:'.length)] ?? 0);
}

/**
 * How far a wafer is off in a stream: σ above the usual wafer, less 1.5, between 0 and 3. `key`: `yield` or `bin:…`.
 * A bin that phase I never saw is judged by counting noise alone.
 */
export function severityOf(wafer: WaferObservation, key: string, baseline: SeriesBaseline): number {
  return severityAgainst(failingIn(wafer, key), wafer.gross, baseline.wafers[key] ?? null);
}

/** Mean over the wafers of a lot; 0 for streams that single wafers don't have. */
export function severityOfLot(lot: LotObservation, stream: Stream, baseline: SeriesBaseline): number {
  const wafers = lot.wafers.filter((wafer) => wafer.gross > 0);
  if (wafers.length === 0 || (stream.kind !== 'yield' && stream.kind !== 'bin')) return 0;
  const key = keyOf(stream);
  return wafers.reduce((sum, wafer) => sum + severityOf(wafer, key, baseline), 0) / wafers.length;
}

/**
 * The same for wafers that are judged against each other: those that are not `affected` say what is usual. `failing` of
 * `gross` dies each; the arrays have the same length.
 */
export function waferSeverities(
  failing: ArrayLike<number>,
  gross: ArrayLike<number>,
  affected: ArrayLike<number | boolean>,
): Float64Array {
  const charts = Array.from(failing, (count, i) => rootOfFraction(count, gross[i] ?? 0));
  const others = charts.filter((_, i) => !affected[i]);
  const usual = usualOf(others.length >= LEAST_TO_LEARN ? others : charts);
  return Float64Array.from(failing, (count, i) => severityAgainst(count, gross[i] ?? 0, usual));
}

function usualOf(charts: readonly number[]): Pick<Usual, 'centre' | 'sigma'> | null {
  if (charts.length === 0) return null;
  const sorted = Float64Array.from(charts).sort();
  const centre = quantileSorted(sorted, 0.5);
  return { centre, sigma: Math.max(trimmedSigma(charts), (quantileSorted(sorted, UPPER) - centre) / UPPER_Z) };
}

function severityAgainst(failing: number, gross: number, usual: Pick<Usual, 'centre' | 'sigma'> | null): number {
  const counting = 0.5 / Math.sqrt(gross);
  const { centre, sigma } = usual ?? { centre: Math.sqrt(1.5) * counting, sigma: 2 * counting };
  const z = (rootOfFraction(failing, gross) - centre) / Math.max(sigma, counting);
  return Math.max(0, Math.min(BAD_SIGMAS, z) - ORDINARY_SIGMAS);
}

function weightOf(lot: LotObservation, key: string, baseline: SeriesBaseline): number {
  const counted = lot.wafers.filter((wafer) => wafer.gross > 0);
  return counted.reduce((sum, wafer) => sum + severityOf(wafer, key, baseline), 0);
}

function lotsAround(
  { product, insertion, lots: own }: DetectedExcursion,
  lots: readonly LotObservation[],
  weight: (lot: LotObservation) => number,
): LotObservation[] {
  const mine = new Map(
    lots.filter((lot) => lot.product === product && lot.insertion === insertion).map((lot) => [lot.lot, lot]),
  );
  const concerned = new Set(own);
  const weighed = [...mine.values()].map((lot) => {
    return { lot: lot.lot, at: lot.at, concerned: concerned.has(lot.lot), weight: weight(lot) };
  });
  return lotsToCompare(weighed).flatMap((lot) => mine.get(lot) ?? []);
}

/** A lot that an excursion may be compared with. */
export interface WeighedLot {
  readonly lot: string;
  /** ms since 1970. */
  readonly at: number;
  /** One of the excursion's. */
  readonly concerned: boolean;
  /** Severity of its wafers, added up. */
  readonly weight: number;
}

/**
 * Lots that an excursion is compared with, in time order; those of one product and insertion go in. Around the span in
 * which it weighs: from its first to its last lot of at least a fifth of the third worst. A single odd lot that was added
 * a fortnight later would bring in weeks in which the cause, if it has gone, hurt nobody.
 */
export function lotsToCompare(lots: readonly WeighedLot[]): string[] {
  const mine = [...lots].sort((a, b) => a.at - b.at);
  const concerned = mine.filter((lot) => lot.concerned);
  const third = [...concerned].sort((a, b) => b.weight - a.weight)[2]?.weight ?? 0;
  const heavy = concerned.filter((lot) => lot.weight >= LEAST_OF_THIRD * third);
  const [from, to] = [heavy[0]?.at ?? Infinity, heavy.at(-1)?.at ?? -Infinity];
  const first = from - MARGIN_DAYS * DAY;
  const around = mine.filter((lot) => lot.at >= first && lot.at <= to + MARGIN_DAYS * DAY);
  const missing = 2 * around.filter((lot) => lot.concerned).length - around.length;
  const before = mine.filter((lot) => lot.at >= from - MOST_DAYS_BEFORE * DAY && lot.at < first);
  return [...(missing > 0 ? before.slice(-missing) : []), ...around].map(({ lot }) => lot);
}
