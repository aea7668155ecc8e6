import type { Locale } from '@fabwright/facts';
import type { Sentence } from '../draft/draft.ts';
import { fault, type Fault } from '../verifier/refusal.ts';
import { cutSentence } from './cut-sentence.ts';
import { textOf } from './taught-wordings.ts';

/** So many items before the one that goes wrong are quoted. */
const QUOTED_BEFORE = 2;

/** A sentence that is none of those known is refused where it leaves the one that it follows furthest. */
export function wordOrderFaults(sentence: Sentence, known: readonly Sentence[], locale: Locale): Fault[] {
  const said = textOf(sentence);
  if (known.some((one) => textOf(one) === said)) return [];
  const items = cutSentence(sentence, locale);
  const leaves = Math.max(0, ...known.map((one) => sharedItems(items, cutSentence(one, locale))));
  const quoted = items.slice(Math.max(0, leaves - QUOTED_BEFORE), leaves + 1);
  return [fault('word-order', quoted.join('').trim())];
}

function sharedItems(one: readonly string[], other: readonly string[]): number {
  const differs = one.findIndex((item, at) => item !== other[at]);
  return differs === -1 ? one.length : differs;
}
