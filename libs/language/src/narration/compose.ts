import { formatFact, needsGap, type Fact, type Locale } from '@fabwright/facts';
import { factById, type FactSheet, type Statement } from '../fact-sheet/fact-sheet.ts';
import { messageTemplate } from '../wording/message-template.ts';
import type { Span } from './narrative.ts';

/** Dates in Chinese are set without a gap: 于11月19日停用. */
function takesNoGap(fact: Fact): boolean {
  return fact.type === 'date' || (fact.type === 'period' && fact.period.kind === 'days');
}

/** The spans of one statement; each fact is a span of its own. */
export function composeStatement(sheet: FactSheet, statement: Statement, locale: Locale): Span[] {
  const pieces = messageTemplate(statement.message, locale).map((part): Span & { tight?: boolean } => {
    if (part.kind === 'text') return { text: part.text };
    const factId = statement.roles[part.role];
    if (factId === undefined) throw new RangeError(`${statement.message} has no fact in the role ${part.role}.`);
    const fact = factById(sheet, factId);
    return { text: formatFact(fact, locale, part.style), factId, tight: takesNoGap(fact) };
  });
  return locale === 'zh-CN' ? withGaps(pieces) : pieces.map(plain);
}

function plain({ text, factId }: Span): Span {
  return factId === undefined ? { text } : { text, factId };
}

/** Sets the gap between Chinese and Latin at the edges of spans; it belongs to the text, never to a fact. */
function withGaps(pieces: readonly (Span & { tight?: boolean })[]): Span[] {
  const spaced = pieces.flatMap((piece, position): Span[] => {
    const before = pieces[position - 1];
    const touching = before !== undefined && !before.tight && !piece.tight;
    return touching && needsGap(before.text, piece.text) ? [{ text: ' ' }, plain(piece)] : [plain(piece)];
  });
  return mergeTexts(spaced);
}

function mergeTexts(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last && last.factId === undefined && span.factId === undefined) {
      merged.splice(-1, 1, { text: last.text + span.text });
    } else {
      merged.push(span);
    }
  }
  return merged;
}

/** Sentences in a row, with a space between them in English. */
export function joinSentences(sentences: readonly (readonly Span[])[], locale: Locale): Span[] {
  const between: Span[] = locale === 'zh-CN' ? [] : [{ text: ' ' }];
  return sentences.flatMap((sentence, position) => (position === 0 ? sentence : [...between, ...sentence]));
}
