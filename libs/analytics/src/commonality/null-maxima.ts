import { addAt, at } from '../inference/accumulate.ts';
import { shuffleFirst } from '../inference/shuffle.ts';
import type { LotFrame } from './lot-frame.ts';
import { normalScore } from './score-terms.ts';
import type { KnownRow, ScoreTerms } from './score-terms.ts';
import { addWithinSums } from './within-lots.ts';

/** Permutations that share one exchange of wafers within lots. */
const BATCH = 500;

/** Lots whose sums are looked up together: 256 sums fit the fastest cache. */
const BLOCK = 8;
const SUMS = 256;

/** Permutations that are summed side by side; BATCH is a multiple of it. */
const LANES = 4;

/** With this share of permutations at or above the best score after so many, no level can come out as strong. */
const HOPELESS = 0.1;
const LEAST_BEFORE_STOP = 2000;

/** A permuted sum that equals the observed one may differ in the last bits of a 32-bit number. */
export const SCORE_TOLERANCE = 1e-4;

export interface NullQuestion {
  readonly frame: LotFrame;
  readonly terms: readonly ScoreTerms[];
  readonly known: KnownRow | null;
  readonly permutations: number;
  readonly random: () => number;
  /** The best observed score: drawing stops early once it is nothing special. */
  readonly best: number;
}

/** What one batch works on, allocated once. */
interface Workspace {
  readonly blocks: number;
  /** Per level and bit plane, one byte per block of lots, levels one after the other. */
  readonly planes: Uint8Array;
  readonly planesAt: Int32Array;
  /** Subset sums of permuted lot values, per block, then subset, then permutation of four. */
  readonly lotSums: Float32Array;
  /** Per block, then permutation: which lots of the block keep their sign. */
  readonly signs: Uint8Array;
  /** Per level, then permutation: the part between lots. */
  readonly between: Float32Array;
  /** Per permutation Σ known·lotValue. */
  readonly knownBetween: Float64Array;
  readonly score: Float64Array;
  readonly maxima: Float64Array;
}

function workspace(frame: LotFrame, terms: readonly ScoreTerms[]): Workspace {
  const blocks = Math.ceil(frame.lots / BLOCK);
  const planesAt = new Int32Array(terms.length + 1);
  terms.forEach((term, i) => {
    planesAt[i + 1] = (planesAt[i] ?? 0) + (term.between === 0 ? 0 : term.design.bits * blocks);
  });
  const planes = new Uint8Array(planesAt[terms.length] ?? 0);
  terms.forEach((term, i) => {
    if (term.between !== 0) packPlanes(term, planes.subarray(planesAt[i], planesAt[i + 1]), blocks);
  });
  return {
    blocks,
    planes,
    planesAt,
    lotSums: new Float32Array(blocks * SUMS * LANES),
    signs: new Uint8Array(blocks * BATCH),
    between: new Float32Array(terms.length * BATCH),
    knownBetween: new Float64Array(BATCH),
    score: new Float64Array(BATCH),
    maxima: new Float64Array(BATCH),
  };
}

function packPlanes(term: ScoreTerms, planes: Uint8Array, blocks: number): void {
  for (let lot = 0; lot < term.design.steps.length; lot += 1) {
    const step = term.design.steps[lot] ?? 0;
    for (let bit = 0; bit < term.design.bits; bit += 1) {
      if ((step & (1 << bit)) === 0) continue;
      const byte = bit * blocks + (lot >> 3);
      planes[byte] = (planes[byte] ?? 0) | (1 << (lot & 7));
    }
  }
}

function shuffleRuns(values: Float64Array, starts: Int32Array, random: () => number): void {
  for (let r = 0; r + 1 < starts.length; r += 1) {
    const run = values.subarray(starts[r], starts[r + 1]);
    shuffleFirst(run, run.length - 1, random);
  }
}

/** Sums of all 256 subsets of each block's eight values, for one of the permutations that lie side by side. */
function fillSubsetSums(values: Float64Array, sums: Float32Array, lane: number): void {
  for (let empty = lane, lot = 0; empty < sums.length; empty += SUMS * LANES) {
    sums[empty] = 0;
    for (let half = 1; half < SUMS; half *= 2, lot += 1) {
      const value = values[lot] ?? 0;
      const shift = half * LANES;
      for (let low = empty; low < empty + shift; low += LANES) sums[low + shift] = (sums[low] ?? 0) + value;
    }
  }
}

/**
 * Adds weight·(sum over the lots of a bit plane) for four permutations at once: four additions that don't wait for each
 * other, and one look at the plane for all of them.
 */
function addPlane(planes: Uint8Array, from: number, sums: Float32Array, weight: number, into: Float64Array): void {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let base = 0, plane = from; base < sums.length; base += SUMS * LANES, plane += 1) {
    const entry = base + (planes[plane] ?? 0) * LANES;
    first += sums[entry] ?? 0;
    second += sums[entry + 1] ?? 0;
    third += sums[entry + 2] ?? 0;
    fourth += sums[entry + 3] ?? 0;
  }
  addAt(into, 0, weight * first);
  addAt(into, 1, weight * second);
  addAt(into, 2, weight * third);
  addAt(into, 3, weight * fourth);
}

/** Each level's part between lots for the four permutations from `b` on. */
function storeBetween(work: Workspace, levels: number, b: number): void {
  const { blocks, planes, planesAt, lotSums, between } = work;
  const four = new Float64Array(LANES);
  for (let i = 0; i < levels; i += 1) {
    const end = planesAt[i + 1] ?? 0;
    four.fill(0);
    for (let from = planesAt[i] ?? 0, weight = 1; from < end; from += blocks, weight *= 2) {
      addPlane(planes, from, lotSums, weight, four);
    }
    between.set(four, i * BATCH + b);
  }
}

/** Exchanges lots once per permutation and stores each level's part between lots. */
function fillBetween(question: NullQuestion, work: Workspace): void {
  const { frame, terms, known } = question;
  if (work.planes.length === 0) return;
  const values = frame.lotValue.slice();
  for (let b = 0; b < BATCH; b += LANES) {
    for (let lane = 0; lane < LANES; lane += 1) {
      shuffleRuns(values, frame.stratumStart, question.random);
      fillSubsetSums(values, work.lotSums, lane);
      work.knownBetween[b + lane] = known ? weightedSum(known.terms.design.centredSteps, values) : 0;
    }
    storeBetween(work, terms.length, b);
  }
}

function weightedSum(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function drawSigns(signs: Uint8Array, random: () => number): void {
  for (let i = 0; i < signs.length; i += 3) {
    const bits = Math.floor(random() * 16_777_216);
    signs[i] = bits & 255;
    if (i + 1 < signs.length) signs[i + 1] = (bits >> 8) & 255;
    if (i + 2 < signs.length) signs[i + 2] = bits >> 16;
  }
}

/** Sums of ±h over a block of eight lots for all 256 choices of signs; false where all eight are 0. */
function fillSignedSums(h: Float64Array, block: number, table: Float64Array): boolean {
  let any = false;
  let lowest = 0;
  for (let lot = block * BLOCK; lot < (block + 1) * BLOCK; lot += 1) {
    lowest -= at(h, lot);
    any ||= at(h, lot) !== 0;
  }
  table[0] = lowest;
  for (let half = 1, lot = block * BLOCK; any && half < SUMS; half *= 2, lot += 1) {
    const twice = 2 * at(h, lot);
    for (let mask = 0; mask < half; mask += 1) table[half + mask] = (table[mask] ?? 0) + twice;
  }
  return any;
}

/** Adds ±h of each lot, the sign by the permutation, eight lots by one look-up. */
function addSignedSums(h: Float64Array, work: Workspace, table: Float64Array): void {
  const { signs, score, blocks } = work;
  for (let block = 0; block < blocks; block += 1) {
    if (!fillSignedSums(h, block, table)) continue;
    const row = block * BATCH;
    for (let b = 0; b < BATCH; b += 1) score[b] = (score[b] ?? 0) + (table[signs[row + b] ?? 0] ?? 0);
  }
}

/**
 * Largest score of a permutation over the levels so far. Wilson–Hilferty lifts a score only below 1 (by at most
 * skewness/6) where the skewness is positive, so that most cube roots can be saved.
 */
function raiseMaxima(score: Float64Array, maxima: Float64Array, skewness: number): void {
  const lift = Math.abs(skewness) / 6;
  for (let b = 0; b < BATCH; b += 1) {
    const raw = score[b] ?? 0;
    const best = maxima[b] ?? 0;
    if (raw + lift <= best && (skewness >= 0 || raw <= 1)) continue;
    const value = normalScore(raw, skewness);
    if (value > best) maxima[b] = value;
  }
}

function startScores(term: ScoreTerms, i: number, work: Workspace): void {
  const { between, score, knownBetween } = work;
  const row = i * BATCH;
  for (let b = 0; b < BATCH; b += 1) {
    score[b] = term.between * ((between[row + b] ?? 0) - term.betweenShift * (knownBetween[b] ?? 0));
  }
}

/** Exchanges wafers within lots once, and then gives each lot's contrasts a random sign per permutation. */
function runBatch(question: NullQuestion, work: Workspace, residual: Float64Array): void {
  const { frame, terms, known } = question;
  shuffleRuns(residual, frame.lotStart, question.random);
  drawSigns(work.signs, question.random);
  fillBetween(question, work);
  work.maxima.fill(Number.NEGATIVE_INFINITY);
  const knownSums = new Float64Array(frame.lots);
  if (known) addWithinSums(frame, known.terms.exposure, residual, knownSums);
  const sums = new Float64Array(frame.lots);
  const table = new Float64Array(SUMS);
  terms.forEach((term, i) => {
    startScores(term, i, work);
    if (term.within !== 0) {
      sums.fill(0);
      addWithinSums(frame, term.exposure, residual, sums);
      for (let lot = 0; lot < sums.length; lot += 1) {
        sums[lot] = term.within * ((sums[lot] ?? 0) - term.withinShift * (knownSums[lot] ?? 0));
      }
      addSignedSums(sums, work, table);
    }
    raiseMaxima(work.score, work.maxima, term.skewness);
  });
}

/**
 * The largest score over all levels, for one permutation after the other, ascending. A permutation exchanges the values
 * of lots inside their stratum, wafers inside their lot, and turns the sign of a lot's contrasts as a whole.
 * Stops early once a tenth of at least 2,000 permutations reach the best observed score.
 * Source: max-statistic, Westfall & Young, Resampling-Based Multiple Testing, 1993, §2.
 */
export function nullMaxima(question: NullQuestion): Float64Array {
  const work = workspace(question.frame, question.terms);
  const residual = question.frame.residual.slice();
  const all: number[] = [];
  let reached = 0;
  while (all.length < question.permutations) {
    runBatch(question, work, residual);
    for (const value of work.maxima.subarray(0, question.permutations - all.length)) {
      all.push(value);
      if (value >= question.best - SCORE_TOLERANCE) reached += 1;
    }
    if (all.length >= LEAST_BEFORE_STOP && reached >= HOPELESS * all.length) break;
  }
  return Float64Array.from(all).sort();
}

/** (1 + permutations at or above the score) / (1 + permutations), never below 1e-4. `maxima` ascending. */
export function familyWiseP(maxima: Float64Array, score: number): number {
  let low = 0;
  let high = maxima.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((maxima[middle] ?? 0) >= score - SCORE_TOLERANCE) high = middle;
    else low = middle + 1;
  }
  return Math.max(1e-4, (1 + maxima.length - low) / (1 + maxima.length));
}
