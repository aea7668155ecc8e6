import { hadamard } from './hadamard.ts';
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

/** A permuted sum that equals the observed one may differ by what rounding leaves. */
const SCORE_TOLERANCE = 1e-9;

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
  /** Of one level: first their transform, then the scores of the permutations. */
  readonly #score = new Float64Array(BATCH);

  constructor(question: NullQuestion) {
    const { frame } = question;
    this.#question = question;
    this.#exchange = new LotExchange(frame, BATCH);
    this.#flips = new SignFlips(frame.lots, BATCH);
    this.#residual = frame.residual.slice();
    this.#contrasts = new Float64Array(frame.lots);
    this.#knownContrasts = new Float64Array(frame.lots);
  }

  /**
   * Exchanges wafers within lots once, gives each lot's contrasts a sign per permutation, exchanges lots, and leaves the
   * largest score of each permutation in `maxima`.
   */
  draw(): void {
    const { frame, terms, known, random } = this.#question;
    shuffleRuns(this.#residual, frame.lotStart, random);
    this.#flips.draw(random);
    this.#exchange.draw(random);
    if (known) withinSums(frame, known.terms.exposure, this.#residual, this.#knownContrasts);
    this.maxima.fill(Number.NEGATIVE_INFINITY);
    for (const term of terms) {
      this.#scoreLevel(term);
      raiseMaxima(this.#score, this.maxima, term.skewness);
    }
  }

  /** Signs pair all permutations of a batch, exchanges those of a coset: those steps of the transform are common. */
  #scoreLevel(term: ScoreTerms): void {
    const score = this.#score;
    const { cosets } = this.#exchange;
    if (term.within === 0) score.fill(0);
    else {
      this.#flips.lay(this.#contrastsOf(term), term.within, score);
      hadamard(score, 0, BATCH, 1, cosets);
    }
    if (term.between !== 0) this.#exchange.add(term.lotDesign, term.between, score);
    hadamard(score, 0, BATCH, cosets, BATCH);
  }

  #contrastsOf({ exposure, withinShift }: ScoreTerms): Float64Array {
    const contrasts = this.#contrasts;
    withinSums(this.#question.frame, exposure, this.#residual, contrasts);
    for (let lot = 0; withinShift !== 0 && lot < contrasts.length; lot += 1) {
      contrasts[lot] = (contrasts[lot] ?? 0) - withinShift * (this.#knownContrasts[lot] ?? 0);
    }
    return contrasts;
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
