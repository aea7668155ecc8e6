import type { Locale } from '@fabwright/facts';
import type { Sentence } from '../draft/draft.ts';
import { cutWords, longestPhrase } from '../verifier/lexicon.ts';

/**
 * A sentence cut into its items, each as it is written and with the blanks before it: known phrases, single unknown
 * words, marks, and facts as `{{role}}`. Joined they are the sentence again.
 */
export function cutSentence(sentence: Sentence, locale: Locale): string[] {
  const items: string[] = [];
  let blanks = '';
  for (const piece of sentence) {
    if ('role' in piece) {
      items.push(`${blanks}{{${piece.role}}}`);
      blanks = '';
    } else {
      const [own, rest] = cutText(blanks + piece.text, locale);
      items.push(...own);
      blanks = rest;
    }
  }
  return blanks === '' ? items : [...items, blanks];
}

/** The items of a text, and the blanks behind the last one. */
function cutText(text: string, locale: Locale): readonly [items: readonly string[], blanks: string] {
  const words = cutWords(text, locale);
  const items: string[] = [];
  let from = 0;
  for (let at = 0; at < words.length; ) {
    at += longestPhrase(words, at, locale)?.words.length ?? 1;
    const end = words[at - 1]?.end ?? text.length;
    items.push(text.slice(from, end));
    from = end;
  }
  return [items, text.slice(from)];
}
