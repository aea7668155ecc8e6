import type { Locale } from '@fabwright/facts';
import type { Concept } from './concepts.ts';
import { ENGLISH_CONCEPTS, NEUTRAL_ENGLISH } from './lexicon.en.ts';
import { CHINESE_CONCEPTS, NEUTRAL_CHINESE } from './lexicon.zh-cn.ts';

/** A known word or phrase: `concept` is null where it asserts nothing. */
export interface KnownPhrase {
  readonly text: string;
  readonly words: readonly string[];
  readonly concept: Concept | null;
}

/** A word, Chinese character or mark of a text, in lower case. */
export interface Word {
  readonly text: string;
  /** As it stands in the text. */
  readonly written: string;
  /** Where it ends in the text. */
  readonly end: number;
}

const ENGLISH_WORD = /[\p{L}\p{N}\p{M}_]+(?:[-'.,/][\p{L}\p{N}\p{M}_]+)*|\S/gu;
const CHINESE_WORD = /[\p{Script=Latin}\p{N}_]+(?:[-'./][\p{Script=Latin}\p{N}_]+)*|\S/gu;

/** Cuts text into words (Latin) and characters (Chinese, marks); a curly apostrophe is a straight one. */
export function cutWords(text: string, locale: Locale): Word[] {
  const plain = text.replaceAll('’', "'");
  const matches = plain.matchAll(locale === 'zh-CN' ? CHINESE_WORD : ENGLISH_WORD);
  return [...matches].map(({ 0: written, index }) => ({
    text: written.toLowerCase(),
    written,
    end: index + written.length,
  }));
}

/** All words that a text in a language may use, by their first word; longest first. */
export type Lexicon = ReadonlyMap<string, readonly KnownPhrase[]>;

function buildLexicon(locale: Locale): Lexicon {
  const concepts = locale === 'zh-CN' ? CHINESE_CONCEPTS : ENGLISH_CONCEPTS;
  const neutral = locale === 'zh-CN' ? NEUTRAL_CHINESE : NEUTRAL_ENGLISH;
  const phrases: KnownPhrase[] = [
    ...Object.entries(concepts).flatMap(([concept, list]) =>
      list.split('|').map((phrase) => known(phrase, concept as Concept, locale)),
    ),
    ...neutral.split('|').map((phrase) => known(phrase, null, locale)),
  ];
  const lexicon = new Map<string, KnownPhrase[]>();
  for (const phrase of phrases) {
    const first = phrase.words[0] ?? '';
    lexicon.set(
      first,
      [...(lexicon.get(first) ?? []), phrase].sort((a, b) => b.words.length - a.words.length),
    );
  }
  return lexicon;
}

function known(phrase: string, concept: Concept | null, locale: Locale): KnownPhrase {
  return { text: phrase, words: cutWords(phrase, locale).map(({ text }) => text), concept };
}

const LEXICONS: Readonly<Record<Locale, Lexicon>> = { en: buildLexicon('en'), 'zh-CN': buildLexicon('zh-CN') };

export function lexiconOf(locale: Locale): Lexicon {
  return LEXICONS[locale];
}

/** The longest known phrase that starts at a position; null where the word is not known. */
export function longestPhrase(words: readonly Word[], start: number, locale: Locale): KnownPhrase | null {
  const candidates = lexiconOf(locale).get(words[start]?.text ?? '') ?? [];
  return (
    candidates.find((phrase) => phrase.words.every((word, offset) => words[start + offset]?.text === word)) ?? null
  );
}
