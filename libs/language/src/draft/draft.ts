import type { FactStyle, Locale } from '@fabwright/facts';
import type { Statement } from '../fact-sheet/fact-sheet.ts';
import { messageTemplate } from '../wording/message-template.ts';
import type { MessageKey } from '../wording/messages.en.ts';

/** A stretch of a sentence: words, or the place of the fact that plays a role in the sentence's statement. */
export type Piece = { readonly text: string } | { readonly role: string };

export type Sentence = readonly Piece[];

/** What a reference in a draft stands for. */
export interface Target {
  readonly statement: Statement;
  readonly role: string;
}

/**
 * The names by which the draft of some statements calls their facts: the role, with a letter behind it where an
 * earlier statement has the same role (`bin`, `bin_b`). Roles and not fact numbers, so that a swap can be seen.
 */
export function aliasesOf(statements: readonly Statement[]): ReadonlyMap<string, Target> {
  const aliases = new Map<string, Target>();
  for (const statement of statements) {
    for (const role of Object.keys(statement.roles)) aliases.set(freeAlias(role, aliases), { statement, role });
  }
  return aliases;
}

function freeAlias(role: string, taken: ReadonlyMap<string, Target>): string {
  const letters = ['', ...'bcdefghijklmnopqrstuvwxyz'].map((letter) => (letter === '' ? role : `${role}_${letter}`));
  const free = letters.find((alias) => !taken.has(alias));
  if (free === undefined)
    throw new RangeError(`More than ${letters.length} statements of a draft have the role ${role}.`);
  return free;
}

/** The sentence of a message as its template has it. */
export function templateSentence(message: MessageKey, locale: Locale): Sentence {
  return messageTemplate(message, locale).map((part) =>
    part.kind === 'text' ? { text: part.text } : { role: part.role },
  );
}

/** How a fact is printed in its role: as the template prints it, whoever words the sentence. */
export function styleOf(message: MessageKey, role: string): FactStyle {
  const part = messageTemplate(message, 'en').find((candidate) => candidate.kind === 'fact' && candidate.role === role);
  if (part?.kind !== 'fact') throw new RangeError(`${message} has no role ${role}.`);
  return part.style;
}

/** A sentence with the statement it says. */
export interface ToldStatement {
  readonly statement: Statement;
  readonly sentence: Sentence;
}

/** A draft: one line a statement, its facts as `{{alias}}`. */
export function writeDraft(told: readonly ToldStatement[]): string {
  const statements = told.map(({ statement }) => statement);
  return told.map((one) => writeLine(one, statements)).join('\n');
}

/** The line of a sentence in the draft of these statements. */
export function writeLine({ statement, sentence }: ToldStatement, statements: readonly Statement[]): string {
  const own = [...aliasesOf(statements)].filter(([, target]) => target.statement === statement);
  const aliasOf = (role: string): string => own.find(([, target]) => target.role === role)?.[0] ?? role;
  return sentence.map((piece) => ('text' in piece ? piece.text : `{{${aliasOf(piece.role)}}}`)).join('');
}
