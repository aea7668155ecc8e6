import { formatFact, needsGap, type Fact, type Locale } from '@fabwright/facts';
import { factById, type FactSheet, type Section, type Statement } from '../fact-sheet/fact-sheet.ts';
import { styleOf, type Sentence } from '../draft/draft.ts';
import type { Narrative, Span } from './narrative.ts';

/** Dates in Chinese are set without a gap: 于11月19日停用. */
function takesNoGap(fact: Fact): boolean {
  return fact.type === 'date' || (fact.type === 'period' && fact.period.kind === 'days');
}

/** The spans of a sentence that says a statement; each fact is a span of its own. */
function composeSentence(sheet: FactSheet, statement: Statement, sentence: Sentence, locale: Locale): Span[] {
  const pieces = sentence.map((piece): Span & { tight?: boolean } => {
    if ('text' in piece) return { text: piece.text };
    const factId = statement.roles[piece.role];
    if (factId === undefined) throw new RangeError(`${statement.message} has no fact in the role ${piece.role}.`);
    const fact = factById(sheet, factId);
    const style = styleOf(statement.message, piece.role);
    return { text: formatFact(fact, locale, style), factId, tight: takesNoGap(fact) };
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

/** A section with its sentences and the statements they say. */
export interface ToldSection {
  readonly section: Section;
  readonly told: readonly { readonly statement: Statement; readonly sentence: Sentence }[];
}

/** Sections in their order as a text: the headline, and a paragraph for each other that says something. */
export function composeNarrative(
  sections: readonly ToldSection[],
  sheet: FactSheet,
  locale: Locale,
): Pick<Narrative, 'headline' | 'paragraphs'> {
  const spansOf = ({ told }: ToldSection): Span[] =>
    joinSentences(
      told.map(({ statement, sentence }) => composeSentence(sheet, statement, sentence, locale)),
      locale,
    );
  const isHeadline = ({ section }: ToldSection): boolean => section === 'headline';
  return {
    headline: sections.filter(isHeadline).flatMap(spansOf),
    paragraphs: sections.filter((section) => !isHeadline(section) && section.told.length > 0).map(spansOf),
  };
}

/** Sentences in a row, with a space between them in English. */
function joinSentences(sentences: readonly (readonly Span[])[], locale: Locale): Span[] {
  const between: Span[] = locale === 'zh-CN' ? [] : [{ text: ' ' }];
  return sentences.flatMap((sentence, position) => (position === 0 ? sentence : [...between, ...sentence]));
}
