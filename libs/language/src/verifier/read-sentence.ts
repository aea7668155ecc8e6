import type { Locale } from '@fabwright/facts';
import type { Piece, Sentence } from '../draft/draft.ts';
import type { Concept } from './concepts.ts';
import { cutWords, longestPhrase, type KnownPhrase, type Word } from './lexicon.ts';

/** A sentence as the verifier sees it: known phrases, marks, references, and what it does not know. */
export type Item = { readonly clause: number } & (
  | { readonly kind: 'phrase'; readonly text: string; readonly concept: Concept | null }
  | { readonly kind: 'reference'; readonly role: string }
  | { readonly kind: 'mark'; readonly text: string }
  | { readonly kind: 'unknown'; readonly text: string; readonly written: string }
);

const MARKS: Readonly<Record<Locale, string>> = { en: ',;:()–—.', 'zh-CN': '，；：（）、。' };
/** Marks that part more than a comma does. */
const STRONG_MARKS = ';:()；：（）';
/** Words that begin a new clause without a mark. */
const JOINTS: readonly string[] = ['and', 'while', 'which', 'where', '而', '并', '且', '其中'];

export function readSentence(sentence: Sentence, locale: Locale): Item[] {
  const items: Item[] = [];
  let clause = 0;
  for (const piece of sentence) {
    for (const item of readPiece(piece, locale)) {
      clause += partingOf(item);
      items.push({ ...item, clause });
    }
  }
  return items;
}

/** How far an item parts what stands before it from what stands behind it. */
function partingOf(item: Unplaced): number {
  if (item.kind === 'mark') return STRONG_MARKS.includes(item.text) ? 2 : 1;
  return item.kind === 'phrase' && JOINTS.includes(item.text) ? 1 : 0;
}

type Unplaced = Item extends infer I ? (I extends Item ? Omit<I, 'clause'> : never) : never;

function readPiece(piece: Piece, locale: Locale): Unplaced[] {
  if ('role' in piece) return [{ kind: 'reference', role: piece.role }];
  const words = cutWords(piece.text, locale);
  const items: Unplaced[] = [];
  for (let at = 0; at < words.length; ) {
    const phrase = longestPhrase(words, at, locale);
    const length = phrase?.words.length ?? 1;
    items.push(readWords(words.slice(at, at + length), phrase, locale));
    at += length;
  }
  return items;
}

function readWords(words: readonly Word[], phrase: KnownPhrase | null, locale: Locale): Unplaced {
  const text = words.map((word) => word.text).join(locale === 'zh-CN' ? '' : ' ');
  if (phrase) return { kind: 'phrase', text, concept: phrase.concept };
  if (MARKS[locale].includes(text)) return { kind: 'mark', text };
  return { kind: 'unknown', text, written: words.map(({ written }) => written).join('') };
}
