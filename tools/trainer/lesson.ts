import type { Locale } from '@fabwright/facts';
import { factById, type FactSheet, type NarrativePlan, type Section } from '@fabwright/language';

/** A section of a sheet to be put into words: what a lesson is about. */
export interface Subject {
  readonly locale: Locale;
  readonly sheet: FactSheet;
  /** How many statements a section may have at most, as in `planNarrative`. */
  readonly mostPerSection: number;
  readonly section: Section;
  readonly statements: NarrativePlan[Section];
}

/** What the model sees of a subject: its messages in their order, no value of the sheet. */
export function combinationOf({ locale, statements }: Pick<Subject, 'locale' | 'statements'>): string {
  return [locale, ...statements.map(({ message }) => message)].join(' ');
}

/** Kinds of the facts that a subject's statements have. */
export function kindsOf({ statements, sheet }: Pick<Subject, 'statements' | 'sheet'>): string[] {
  return statements.flatMap(({ roles }) => Object.values(roles).map((id) => factById(sheet, id).kind));
}
