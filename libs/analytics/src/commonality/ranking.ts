import { largestBetween, sortedInStrata } from './between-lots.ts';
import type { Exposure } from './exposure.ts';
import type { LotFrame } from './lot-frame.ts';
import { familyWiseP, nullMaxima } from './null-maxima.ts';
import { normalScore, observedScores, scoreTerms, withoutRow } from './score-terms.ts';
import type { ScoreTerms } from './score-terms.ts';
import { largestResiduals, largestWithin } from './within-lots.ts';

/** Permutations of the question "what is left once row 1 is known", and the levels it is asked about. */
const RETEST_PERMUTATIONS = 2000;
const RETEST_LEVELS = 500;

/** A level with its place in the ranking; p as in `CommonalityRow`. */
export interface RankedLevel {
  readonly exposure: Exposure;
  readonly terms: ScoreTerms;
  readonly score: number;
  readonly p: number;
  readonly smallestReachableP: number;
}

export interface Ranking {
  /** Strongest first. */
  readonly levels: readonly RankedLevel[];
  readonly permutations: number;
}

/** Scores of all levels, and how often chance alone gives as much to the best of them. */
export function rankLevels(
  frame: LotFrame,
  testable: readonly Exposure[],
  permutations: number,
  random: () => number,
): Ranking {
  const terms = scoreTerms(frame, testable, null);
  const scores = observedScores(frame, terms, null);
  const best = Math.max(...scores);
  const maxima = nullMaxima({ frame, terms, known: null, permutations, random, best });
  const ascending = sortedInStrata(frame, frame.lotValue);
  const running = largestResiduals(frame);
  const levels = terms.map((term, i): RankedLevel => {
    const between = term.between * largestBetween(frame, term.lotDesign, ascending);
    const reach = between + term.within * largestWithin(frame, term.exposure, running);
    const score = scores[i] ?? 0;
    return {
      exposure: term.exposure,
      terms: term,
      score,
      p: familyWiseP(maxima, score),
      smallestReachableP: familyWiseP(maxima, normalScore(reach, term.skewness)),
    };
  });
  return { levels: levels.sort((a, b) => b.score - a.score), permutations: maxima.length };
}

/**
 * Family-wise p of the best-ranked levels once `first`, one of them, is known; itself is left out. The family is the 500
 * best levels: the others are far from any link already.
 */
export function retestGivenFirst(
  frame: LotFrame,
  first: RankedLevel,
  ranked: readonly RankedLevel[],
  random: () => number,
): Map<Exposure, number> {
  const others = ranked
    .slice(0, RETEST_LEVELS)
    .filter((level) => level !== first)
    .map((level) => level.exposure);
  if (others.length === 0) return new Map();
  const rest = withoutRow(frame, first.terms);
  const terms = scoreTerms(rest.frame, others, rest.known);
  const scores = observedScores(rest.frame, terms, rest.known);
  const best = Math.max(...scores);
  const maxima = nullMaxima({ ...rest, terms, permutations: RETEST_PERMUTATIONS, random, best });
  return new Map(terms.map((term, i) => [term.exposure, familyWiseP(maxima, scores[i] ?? 0)]));
}
