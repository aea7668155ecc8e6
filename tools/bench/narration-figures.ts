import type { PhrasedNarrative, SectionOutcome } from '@fabwright/language';

/** How texts of one model came out. Fractions of 1; null where nothing was asked. */
export interface NarrationFigures {
  readonly sections: number;
  /** Of the sections: passed the verifier at the first answer. */
  readonly firstPass: number | null;
  /** Passed at the first or the second. */
  readonly passed: number | null;
  /** Worded by templates at last. */
  readonly fallback: number | null;
  /** Of the statements: said in the model's words. */
  readonly coverage: number | null;
  /** Different pairs of neighbouring words of all pairs, in the model's sentences (Li et al. 2016); facts count as one word a role. */
  readonly distinct2: number | null;
  readonly secondsASection: number | null;
}

export interface TimedNarrative {
  readonly text: PhrasedNarrative;
  readonly seconds: number;
}

export function narrationFigures(texts: readonly TimedNarrative[]): NarrationFigures {
  const sections = texts.flatMap(({ text }) => text.sections);
  const byModel = sections.filter(({ grade }) => grade !== 'G0');
  const share = (part: number, of = sections.length): number | null => (of === 0 ? null : part / of);
  const statements = (of: readonly SectionOutcome[]): number => of.reduce((sum, { told }) => sum + told.length, 0);
  const pairs = byModel.flatMap(({ told }) => told.flatMap(({ sentence }) => pairsOf(wordsOf(sentence))));
  return {
    sections: sections.length,
    firstPass: share(byModel.filter(({ tries }) => tries === 1).length),
    passed: share(byModel.length),
    fallback: share(sections.length - byModel.length),
    coverage: share(statements(byModel), statements(sections)),
    distinct2: share(new Set(pairs).size, pairs.length),
    secondsASection: share(texts.reduce((sum, { seconds }) => sum + seconds, 0)),
  };
}

type Sentence = SectionOutcome['told'][number]['sentence'];

/** Words of a sentence, Chinese ones by character, a fact as its role. */
function wordsOf(sentence: Sentence): string[] {
  return sentence.flatMap((piece) =>
    'text' in piece ? (piece.text.toLowerCase().match(/\p{Script=Han}|[\p{L}\p{N}’]+/gu) ?? []) : [`{${piece.role}}`],
  );
}

function pairsOf(words: readonly string[]): string[] {
  return words.slice(1).map((word, at) => `${words[at]} ${word}`);
}
