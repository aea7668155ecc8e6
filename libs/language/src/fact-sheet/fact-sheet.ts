import type { Fact } from '@fabwright/facts';
import type { MessageKey } from '../wording/messages.en.ts';

/** Raised when the shape of a sheet or the meaning of a statement changes: texts are cached by it. */
export const FACT_SHEET_VERSION = 1;

/** Parts of a text in their order: what changed → where it sits → what goes with it → what is still open. */
export const SECTIONS = ['headline', 'changed', 'where', 'with', 'open'] as const;
export type Section = (typeof SECTIONS)[number];

/** One thing that can be said: a message with a fact for each of its roles. */
export interface Statement {
  readonly message: MessageKey;
  readonly section: Section;
  /** Role → fact id. */
  readonly roles: Readonly<Record<string, string>>;
  /** effect × significance × weight; what is below others is left out when a section is full. */
  readonly salience: number;
  /** Positions of statements without which this one would be wrong ("no other bin …"). */
  readonly needs: readonly number[];
}

/**
 * Everything a text may say about one lot, one period or all products, and nothing else: pure data, in no language.
 * Facts are numbered F1, F2 … in this sheet; their keys are stable beyond it.
 */
export interface FactSheet {
  readonly version: typeof FACT_SHEET_VERSION;
  readonly kind: 'lot' | 'period' | 'portfolio' | 'tools' | 'changes';
  readonly facts: readonly Fact[];
  readonly statements: readonly Statement[];
}

/** The fact with an id of this sheet. Throws a RangeError for another id: a statement must not refer outside. */
export function factById(sheet: FactSheet, id: string): Fact {
  const fact = sheet.facts.find((candidate) => candidate.id === id);
  if (!fact) throw new RangeError(`The sheet has no fact ${id}.`);
  return fact;
}
