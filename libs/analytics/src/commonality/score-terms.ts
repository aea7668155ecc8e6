import { betweenDesign, dot, permutationMoments } from './between-lots.ts';
import type { Exposure } from './exposure.ts';
import type { LotFrame } from './lot-frame.ts';
import { withinSums, centredExposure, lotNoise, withinSquares } from './within-lots.ts';

/** A part (between or within lots) with less than this share of a level's information is left out: it costs time only. */
const LEAST_SHARE = 0.05;

/** Less than this of a level's own variation left beside the known row: the two cannot be told apart. */
const LEAST_REMAINDER = 0.05;

/**
 * How a level's score follows from lot values and residuals:
 * T = between·Σ lotDesign·lotValue + within·Σ(h − withinShift·h_known).
 */
export interface ScoreTerms {
  readonly exposure: Exposure;
  /** Per lot the share of its wafers that the level saw, less the mean of the stratum. */
  readonly design: Float64Array;
  /** The same with the known row taken out. */
  readonly lotDesign: Float64Array;
  readonly between: number;
  readonly within: number;
  readonly withinShift: number;
  /** Share of the score's variance that comes from within lots, 0 … 1. */
  readonly withinShare: number;
  /** Skewness of T when nothing is linked. */
  readonly skewness: number;
}

/** A row that is taken as known, and what the frame's values are once its effect is removed. */
export interface KnownRow {
  readonly terms: ScoreTerms;
  /** Per wafer x − x̄ inside its lot. */
  readonly exposure: Float64Array;
  readonly squares: Float64Array;
}

interface Part {
  readonly shift: number;
  /** 1 / standard deviation of the part's sum. */
  readonly scale: number;
  /** 1 / variance of the effect estimated by this part alone. */
  readonly information: number;
  readonly skewness: number;
}

const NOTHING: Part = { shift: 0, scale: 0, information: 0, skewness: 0 };

function minus(a: Float64Array, factor: number, b: Float64Array): Float64Array {
  return factor === 0 ? a : a.map((value, i) => value - factor * (b[i] ?? 0));
}

function betweenPart(frame: LotFrame, design: Float64Array, known: KnownRow | null): [Part, Float64Array] {
  const lotDesign = known ? minus(design, slopeOn(known.terms.design, design), known.terms.design) : design;
  const { variance, thirdMoment } = permutationMoments(frame, lotDesign);
  const left = dot(lotDesign, lotDesign) >= LEAST_REMAINDER * dot(design, design);
  if (!(variance > 0) || !left) return [NOTHING, lotDesign];
  const information = dot(lotDesign, design) ** 2 / variance;
  return [
    { shift: 0, scale: 1 / Math.sqrt(variance), information, skewness: thirdMoment / variance ** 1.5 },
    lotDesign,
  ];
}

/** Least-squares slope of the values on a design, 0 where the design is constant. */
function slopeOn(design: Float64Array, values: Float64Array): number {
  const squares = dot(design, design);
  return squares > 0 ? dot(design, values) / squares : 0;
}

/** `own`: per lot, room for the level's squares. */
function withinPart(
  frame: LotFrame,
  exposure: Exposure,
  noise: Float64Array,
  known: KnownRow | null,
  own: Float64Array,
): Part {
  withinSquares(exposure, own);
  const all = total(own);
  if (all === 0) return NOTHING;
  const { left, shift, shared } = known
    ? withoutKnown(frame, exposure, own, known)
    : { left: own, shift: 0, shared: 0 };
  const variance = dot(left, noise);
  if (!(variance > 0) || total(left) < LEAST_REMAINDER * all) return NOTHING;
  const information = (all - shift * shared) ** 2 / variance;
  return { shift, scale: 1 / Math.sqrt(variance), information, skewness: 0 };
}

/** The level's squares with the known row projected out, by how much of that row, and what both share. */
function withoutKnown(
  frame: LotFrame,
  exposure: Exposure,
  own: Float64Array,
  known: KnownRow,
): { left: Float64Array; shift: number; shared: number } {
  const cross = new Float64Array(frame.lots);
  withinSums(frame, exposure, known.exposure, cross);
  const base = total(known.squares);
  const shared = total(cross);
  const shift = base > 0 ? shared / base : 0;
  const left = own.map((value, lot) =>
    Math.max(0, value - 2 * shift * (cross[lot] ?? 0) + shift * shift * (known.squares[lot] ?? 0)),
  );
  return { left, shift, shared };
}

function total(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i] ?? 0;
  return sum;
}

/** Weights of two independent estimates of the same effect, so that the sum of squares is 1. */
function weights(between: number, within: number): [number, number] {
  const sum = between + within;
  if (!(sum > 0)) return [0, 0];
  if (between < LEAST_SHARE * sum) return [0, 1];
  if (within < LEAST_SHARE * sum) return [1, 0];
  return [Math.sqrt(between / sum), Math.sqrt(within / sum)];
}

/**
 * Terms of a level's score. The two parts are independent when nothing is linked: lots differ for reasons that are common
 * to their wafers, wafers of a lot for others. Each is standardised by its exact permutation variance and both are added
 * with the weights that make the estimate of a common effect the most precise (inverse variance).
 * Source: recovery of inter-block information, Yates, Annals of Eugenics 10:317, 1940.
 * `known`: the row that is taken as known; its part is projected out of the level (Frisch & Waugh, Econometrica 1:387, 1933).
 */
export function scoreTerms(frame: LotFrame, levels: readonly Exposure[], known: KnownRow | null): ScoreTerms[] {
  const noise = lotNoise(frame);
  const own = new Float64Array(frame.lots);
  return levels.map((exposure) => {
    const design = betweenDesign(frame, exposure);
    const [between, lotDesign] = betweenPart(frame, design, known);
    const within = withinPart(frame, exposure, noise, known, own);
    const [b, w] = weights(between.information, within.information);
    return {
      exposure,
      design,
      lotDesign,
      between: b * between.scale,
      within: w * within.scale,
      withinShift: within.shift,
      withinShare: w * w,
      skewness: b ** 3 * between.skewness,
    };
  });
}

/**
 * A standard normal deviate for a sum with this skewness (a gamma law, by Wilson & Hilferty, PNAS 17:684, 1931): a level
 * that three lots saw has a long upper tail, and would otherwise win against levels seen by many by chance alone.
 */
export function normalScore(standardised: number, skewness: number): number {
  if (Math.abs(skewness) < 1e-6) return standardised;
  const base = Math.max(0, 1 + (skewness * standardised) / 2);
  return (6 / skewness) * (Math.cbrt(base) - 1) + skewness / 6;
}

/** The scores of levels for the frame's own values. */
export function observedScores(frame: LotFrame, levels: readonly ScoreTerms[], known: KnownRow | null): number[] {
  const sums = new Float64Array(frame.lots);
  if (known) withinSums(frame, known.terms.exposure, frame.residual, sums);
  const knownSum = total(sums);
  return levels.map(({ exposure, lotDesign, between, within, withinShift, skewness }) => {
    withinSums(frame, exposure, frame.residual, sums);
    const inLots = total(sums) - withinShift * knownSum;
    return normalScore(between * dot(lotDesign, frame.lotValue) + within * inLots, skewness);
  });
}

/**
 * The frame with a row's effect taken out of lot values and residuals, each by its own least-squares slope, and the row
 * as others are to be compared with it. Permuting what is left: Freedman & Lane, J. Bus. Econ. Stat. 1:292, 1983.
 */
export function withoutRow(frame: LotFrame, terms: ScoreTerms): { frame: LotFrame; known: KnownRow } {
  const { design } = terms;
  const exposure = centredExposure(frame, terms.exposure);
  const squares = new Float64Array(frame.lots);
  withinSquares(terms.exposure, squares);
  const slope = slopeOn(design, frame.lotValue);
  const inside = total(squares) > 0 ? dot(exposure, frame.residual) / total(squares) : 0;
  const residual = minus(frame.residual, inside, exposure);
  const lotVariance = new Float64Array(frame.lots);
  for (let lot = 0; lot < frame.lots; lot += 1) {
    const part = residual.subarray(frame.lotStart[lot], frame.lotStart[lot + 1]);
    lotVariance[lot] = part.length > 1 ? dot(part, part) / (part.length - 1) : 0;
  }
  const lotValue = minus(frame.lotValue, slope, design);
  return { frame: { ...frame, lotValue, residual, lotVariance }, known: { terms, exposure, squares } };
}
