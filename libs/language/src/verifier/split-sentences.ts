import type { Span } from '../narration/narrative.ts';

const AFTER_STOP = /(?<=\.)\s+|(?<=。)\s*/u;
const ENDS = /[.。]$/u;

/** Cuts the spans of a paragraph at the full stops between its facts; a stop inside a fact is the fact's own. */
export function splitSentences(spans: readonly Span[]): Span[][] {
  const sentences: Span[][] = [[]];
  for (const span of spans) {
    const pieces = span.factId === undefined ? span.text.split(AFTER_STOP).map((text) => ({ text })) : [span];
    for (const piece of pieces.filter((one) => 'factId' in one || one.text !== '')) {
      sentences.at(-1)?.push(piece);
      if (span.factId === undefined && ENDS.test(piece.text)) sentences.push([]);
    }
  }
  return sentences.map(trimmed).filter((sentence) => sentence.length > 0);
}

/** Without the space between sentences; a stretch of nothing else says nothing. */
function trimmed(sentence: readonly Span[]): Span[] {
  const [first, ...rest] = sentence;
  if (first === undefined) return [];
  if (first.factId !== undefined) return [...sentence];
  const text = first.text.trimStart();
  return text === '' ? trimmed(rest) : [{ text }, ...rest];
}
