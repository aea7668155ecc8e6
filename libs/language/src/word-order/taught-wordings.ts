import type { Locale } from '@fabwright/facts';
import type { Sentence } from '../draft/draft.ts';
import { parseDraft } from '../draft/parse-draft.ts';
import type { MessageKey } from '../wording/messages.en.ts';

/** What the adapter of a small model was taught to say, by language and message: whole sentences, `{{role}}` for a fact. */
export type TaughtWordings = Readonly<Partial<Record<Locale, Readonly<Record<string, readonly string[]>>>>>;

/** The wordings of a message; none where the adapter was taught none. */
export function wordingsOf(taught: TaughtWordings, message: MessageKey, locale: Locale): Sentence[] {
  return (taught[locale]?.[message] ?? []).flatMap(sentencesOf);
}

/** The sentences of a text, one a line, whose references are roles. */
export function sentencesOf(text: string): Sentence[] {
  return parseDraft(text).map(({ pieces }) =>
    pieces.map((piece) => (piece.kind === 'text' ? { text: piece.text } : { role: piece.alias })),
  );
}

/** A sentence as it is written, with `{{role}}` for each fact. */
export function textOf(sentence: Sentence): string {
  return sentence.map((piece) => ('text' in piece ? piece.text : `{{${piece.role}}}`)).join('');
}
