import type { SeriesBaseline } from './detection-state.ts';
import type { DetectedExcursion, Stream } from './excursion.ts';
import { YIELD, fractionOfRoot } from './lot-figures.ts';
import type { LotObservation, WaferObservation } from './observation.ts';

const DAY = 86_400_000;
/** A wafer is one of the affected from so many σ above the usual on. */
const AFFECTED_SIGMAS = 2;
/** A wafer that is so bad is simply bad: without a cap the few worst would outvote all others. */
const MOST_SIGMAS = 4;
/** Lots before and after the excursion that tell what is usual. */
export const DAYS_AROUND = { before: 14, after: 2 } as const;

/** What an excursion asks commonality: wafers in the order of `wafers`, lots numbered in the order of `lots`. */
export interface ExcursionQuestion {
  readonly lots: readonly LotObservation[];
  readonly wafers: readonly { readonly lot: string; readonly waferId: string }[];
  readonly lotOfWafer: Int32Array;
  /** 1 where the wafer lies above what is usual of the leading stream. */
  readonly cases: Uint8Array;
  /** Fraction of dies in the leading bin, or lost altogether where the excursion shows in no bin; capped far out. */
  readonly response: Float64Array;
  /** The stream that it is about: `yield` or `bin:…`. */
  readonly key: string;
}

/**
 * The wafers around an excursion and how bad each is in what shows the excursion best. `lots`: at least those of its
 * product and insertion from two weeks before its first lot to two days after its last; others are left out.
 */
export function questionOf(
  excursion: DetectedExcursion,
  baseline: SeriesBaseline,
  lots: readonly LotObservation[],
): ExcursionQuestion {
  const from = excursion.from - DAYS_AROUND.before * DAY;
  const to = excursion.to + DAYS_AROUND.after * DAY;
  const around = lots
    .filter((lot) => lot.product === excursion.product && lot.insertion === excursion.insertion)
    .filter((lot) => lot.at >= from && lot.at <= to)
    .sort((a, b) => a.at - b.at);
  const key = keyOf(excursion.leading);
  const wafers = around.flatMap((lot, index) =>
    lot.wafers.filter((wafer) => wafer.gross > 0).map((wafer) => ({ lot, index, wafer })),
  );
  const usual = baseline.wafers[key];
  const at = (sigmas: number): number => (usual ? fractionOfRoot(usual.centre + sigmas * usual.sigma) : 1);
  const fractions = Float64Array.from(wafers, ({ wafer }) => fractionOf(wafer, key));
  const limit = at(AFFECTED_SIGMAS);
  return {
    lots: around,
    wafers: wafers.map(({ lot, wafer }) => ({ lot: lot.lot, waferId: wafer.waferId })),
    lotOfWafer: Int32Array.from(wafers, ({ index }) => index),
    cases: Uint8Array.from(fractions, (fraction) => (fraction > limit ? 1 : 0)),
    response: fractions.map((fraction) => Math.min(fraction, at(MOST_SIGMAS))),
    key,
  };
}

function keyOf(stream: Stream): string {
  return stream.kind === 'bin' ? `bin:${stream.name}` : YIELD;
}

function fractionOf(wafer: WaferObservation, key: string): number {
  const failing = key === YIELD ? wafer.gross - wafer.good : (wafer.bins?.[key.slice('bin:'.length)] ?? 0);
  return failing / wafer.gross;
}
