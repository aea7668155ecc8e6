import type { Locale } from '@fabwright/facts';
import { templateSentence, type Sentence } from '../draft/draft.ts';
import type { FactSheet, Statement } from '../fact-sheet/fact-sheet.ts';
import { readSentence } from '../verifier/read-sentence.ts';
import { verifySentence } from '../verifier/verify-sentence.ts';
import type { MessageKey } from '../wording/messages.en.ts';
import { cutSentence } from './cut-sentence.ts';
import { sentencesOf, textOf, wordingsOf, type TaughtWordings } from './taught-wordings.ts';

/** So many items before it decide what may come next. With fewer, wordings are joined that do not belong together (ADR 34). */
const ITEMS_BEFORE = 4;
/** Of a message; more than anybody reads, so that a card of many wordings costs no more. */
const MOST_SENTENCES = 100;

/** All that may be said of a statement, where who words it may say nothing else. */
export type KnownSentences = (statement: Statement) => readonly Sentence[];

/** The known sentences of some statements. */
export function knownSentencesOf(
  taught: TaughtWordings,
  statements: readonly Statement[],
  sheet: FactSheet,
  locale: Locale,
): KnownSentences {
  const known = new Map(
    statements.map((statement) => [statement, knownSentences(taught, statement, sheet, locale)] as const),
  );
  return (statement) => known.get(statement) ?? [];
}

/**
 * All that an adapter may say of a statement: sentences each of whose items comes after the same items as in a wording
 * of the message that it was taught or in its template, that say nothing more often than one of those does, and that
 * the verifier lets pass. None where it was taught no wording of the message.
 */
function knownSentences(taught: TaughtWordings, statement: Statement, sheet: FactSheet, locale: Locale): Sentence[] {
  return joinedOf(taught, statement.message, locale).filter(
    (sentence) => verifySentence(sentence, statement, sheet, locale).length === 0,
  );
}

const joined = new WeakMap<TaughtWordings, Map<string, readonly Sentence[]>>();

/** Sentences of known steps, before the verifier; kept, as every text asks for the same ones. */
function joinedOf(taught: TaughtWordings, message: MessageKey, locale: Locale): readonly Sentence[] {
  const kept = joined.get(taught) ?? new Map<string, readonly Sentence[]>();
  joined.set(taught, kept);
  const key = `${locale}/${message}`;
  const sentences = kept.get(key) ?? join(wordingsOf(taught, message, locale), message, locale);
  kept.set(key, sentences);
  return sentences;
}

function join(wordings: readonly Sentence[], message: MessageKey, locale: Locale): Sentence[] {
  if (wordings.length === 0) return [];
  const known = [templateSentence(message, locale), ...wordings];
  const most = known.map((sentence) => meaningsOf(sentence, locale)).reduce(mostOfBoth);
  const walked = walk(stepsOf(known.map((sentence) => cutSentence(sentence, locale))))
    .flatMap(sentencesOf)
    .filter((sentence) => isWithin(meaningsOf(sentence, locale), most));
  const all = new Map([...known, ...walked].map((sentence) => [textOf(sentence), sentence]));
  return [...all.values()].slice(0, MOST_SENTENCES);
}

/** What comes next, by the items before it; `END` behind the last item. */
type Steps = ReadonlyMap<string, ReadonlySet<string>>;

const END = '';
const START: readonly string[] = Array.from({ length: ITEMS_BEFORE }, () => '');
const keyOf = (before: readonly string[]): string => before.slice(-ITEMS_BEFORE).join('\u0000');

function stepsOf(wordings: readonly (readonly string[])[]): Steps {
  const steps = new Map<string, Set<string>>();
  for (const items of wordings) {
    [...items, END].forEach((next, at) => {
      const key = keyOf([...START, ...items.slice(0, at)]);
      steps.set(key, (steps.get(key) ?? new Set()).add(next));
    });
  }
  return steps;
}

/** Every way through the steps that takes none twice: the same items before the same item would say it again. */
function walk(steps: Steps): string[] {
  const ways: string[] = [];
  const open: (readonly string[])[] = [[]];
  for (let way = open.pop(); way !== undefined && ways.length < MOST_SENTENCES; way = open.pop()) {
    for (const next of steps.get(keyOf([...START, ...way])) ?? []) {
      if (next === END) ways.push(way.join(''));
      else if (!takes(way, next)) open.push([...way, next]);
    }
  }
  return ways;
}

function takes(way: readonly string[], next: string): boolean {
  const last = keyOf([...START, ...way, next]);
  return way.some((_, at) => keyOf([...START, ...way.slice(0, at + 1)]) === last);
}

/** How often a sentence says each of its meanings. */
function meaningsOf(sentence: Sentence, locale: Locale): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of readSentence(sentence, locale)) {
    if (item.kind === 'phrase' && item.concept !== null) counts.set(item.concept, (counts.get(item.concept) ?? 0) + 1);
  }
  return counts;
}

function mostOfBoth(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const most = new Map(one);
  for (const [meaning, count] of other) most.set(meaning, Math.max(count, most.get(meaning) ?? 0));
  return most;
}

function isWithin(counts: ReadonlyMap<string, number>, most: ReadonlyMap<string, number>): boolean {
  return [...counts].every(([meaning, count]) => count <= (most.get(meaning) ?? 0));
}
