import type { LotFrame } from './lot-frame.ts';
import { LotExchange, shuffleRuns } from './lot-exchange.ts';
import { normalScore } from './score-terms.ts';
import type { KnownRow, ScoreTerms } from './score-terms.ts';
import { SignFlips } from './sign-flips.ts';
import { withinSums } from './within-lots.ts';

/** Permutations that share one exchange of wafers within lots: a power of two, as their signs are a Hadamard matrix. */
const BATCH = 512;

/** With this share of permutations at or above the best score after so many, no level can come out as strong. */
const HOPELESS = 0.1;
const LEAST_BEFORE_STOP = 2000;

/** A permuted sum that equals the observed one may differ by what rounding to units leaves. */
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
class Batch {
  readonly maxima = new Float64Array(BATCH);
  readonly #question: NullQuestion;
  readonly #exchange: LotExchange;
  readonly #flips: SignFlips;
  /** As the last exchange within lots left them. */
  readonly #residual: Float64Array;
  readonly #contrasts: Float64Array;
  readonly #knownContrasts: Float64Array;
  /** Per permutation Σ known·lotValue. */
  readonly #knownBetween = new Float64Array(BATCH);
  readonly #score = new Float64Array(BATCH);

  constructor(question: NullQuestion) {
    const { frame, terms } = question;
    const designs = terms.map((term) => (term.between === 0 ? null : term.design));
    this.#question = question;
    this.#exchange = new LotExchange(frame, designs, BATCH);
    this.#flips = new SignFlips(frame.lots, BATCH);
    this.#residual = frame.residual.slice();
    this.#contrasts = new Float64Array(frame.lots);
    this.#knownContrasts = new Float64Array(frame.lots);
  }

  /**
   * Exchanges wafers within lots once, gives each lot's contrasts a sign per permutation, exchanges lots once per
   * permutation, and leaves the largest score of each permutation in `maxima`.
   */
  draw(): void {
    const { frame, terms, known, random } = this.#question;
    shuffleRuns(this.#residual, frame.lotStart, random);
    this.#flips.draw(random);
    if (known) withinSums(frame, known.terms.exposure, this.#residual, this.#knownContrasts);
    if (this.#exchange.matters) {
      this.#exchange.draw(random, known?.terms.design.centredSteps ?? null, this.#knownBetween);
    }
    this.maxima.fill(Number.NEGATIVE_INFINITY);
    for (const [level, term] of terms.entries()) {
      this.#addBetween(term, level * this.#exchange.stride);
      if (term.within !== 0) this.#addWithin(term);
      raiseMaxima(this.#score, this.maxima, term.skewness);
    }
  }

  #addBetween({ between, betweenShift }: ScoreTerms, row: number): void {
    const { sums } = this.#exchange;
    const score = this.#score;
    for (let b = 0; b < BATCH; b += 1) score[b] = between * (sums[row + b] ?? 0);
    if (betweenShift === 0) return;
    const shift = between * betweenShift;
    for (let b = 0; b < BATCH; b += 1) score[b] = (score[b] ?? 0) - shift * (this.#knownBetween[b] ?? 0);
  }

  #addWithin(term: ScoreTerms): void {
    const contrasts = this.#contrasts;
    withinSums(this.#question.frame, term.exposure, this.#residual, contrasts);
    for (let lot = 0; term.withinShift !== 0 && lot < contrasts.length; lot += 1) {
      contrasts[lot] = (contrasts[lot] ?? 0) - term.withinShift * (this.#knownContrasts[lot] ?? 0);
    }
    this.#flips.sum(contrasts);
    const { sums } = this.#flips;
    const score = this.#score;
    for (let b = 0; b < BATCH; b += 1) score[b] = (score[b] ?? 0) + term.within * (sums[b] ?? 0);
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

/**
 * The largest score over all levels, for one permutation after the other, ascending. A permutation exchanges the values
 * of lots inside their stratum, wafers inside their lot, and turns the sign of a lot's contrasts as a whole.
 * Stops early once a tenth of at least 2,000 permutations reach the best observed score.
 * Source: max-statistic, Westfall & Young, Resampling-Based Multiple Testing, 1993, §2.
 */
export function nullMaxima(question: NullQuestion): Float64Array {
  const batch = new Batch(question);
  const all: number[] = [];
  let reached = 0;
  while (all.length < question.permutations) {
    batch.draw();
    for (const value of batch.maxima.subarray(0, question.permutations - all.length)) {
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
