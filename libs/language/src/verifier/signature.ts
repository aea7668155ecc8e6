import type { Fact, Locale } from '@fabwright/facts';
import { factById, type FactSheet, type Statement } from '../fact-sheet/fact-sheet.ts';
import { framesOf } from '../wording/frames.ts';
import type { MessageKey } from '../wording/messages.en.ts';
import { assertionsOf } from './assertions.ts';
import { readSentence } from './read-sentence.ts';

/** What one wording of a message asserts, and so what a sentence that says the same has to assert. */
export interface Signature {
  readonly claims: ReadonlySet<string>;
  /** Whether a word says up or down; which of them is right is the fact's to say. */
  readonly hasDirection: boolean;
}

export interface MessageMeaning {
  readonly signatures: readonly Signature[];
  readonly naming: ReadonlySet<string>;
}

const meanings = new Map<string, MessageMeaning>();

/**
 * The meaning of a message: what its template and its other frames assert. A template is its own oracle, so a new
 * sentence needs no rules of its own.
 */
export function meaningOf(message: MessageKey, locale: Locale): MessageMeaning {
  const key = `${locale}/${message}`;
  const known = meanings.get(key);
  if (known) return known;
  const read = framesOf(message, locale).map((frame) => assertionsOf(readSentence(frame, locale)));
  const meaning = {
    signatures: read.map(({ claims, directions }) => ({
      claims: new Set(claims.map(({ claim }) => claim)),
      hasDirection: directions.length > 0,
    })),
    naming: new Set(read.flatMap(({ naming }) => naming.map(({ claim }) => claim))),
  };
  meanings.set(key, meaning);
  return meaning;
}

/** Names that may be called by the kind of a fact: "lot" before a lot's name, "loss" before a loss. */
const NAMING_OF_KIND: readonly (readonly [kind: RegExp, concepts: readonly string[]])[] = [
  [/^yield\.final$/, ['yield', 'final']],
  [/^yield\.(?:change|recovered|lowest|highest|floor|first-pass|record|baseline)$/, ['yield']],
  [/^loss\./, ['loss', 'loss-to', 'bin']],
  [/below-floor$/, ['yield']],
  [/^lots\./, ['lot']],
  [/^wafers\./, ['wafer']],
  [/^dies\./, ['die']],
  [/^period$/, ['period']],
  [/^period\.baseline$/, ['past']],
];

/** Names a sentence may call things by: those of its message's frames, and those of its facts' kinds. */
export function namingOf(statement: Statement, sheet: FactSheet, locale: Locale): ReadonlySet<string> {
  const facts = Object.values(statement.roles).map((id) => factById(sheet, id));
  return new Set([...meaningOf(statement.message, locale).naming, ...facts.flatMap(namingOfFact)]);
}

function namingOfFact(fact: Fact): readonly string[] {
  if (fact.kind === 'name') return [fact.subject.type];
  return NAMING_OF_KIND.flatMap(([kind, concepts]) => (kind.test(fact.kind) ? concepts : []));
}
