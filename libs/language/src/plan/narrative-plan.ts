import { SECTIONS, type FactSheet, type Section, type Statement } from '../fact-sheet/fact-sheet.ts';

/** What will be said, section by section, in the order in which it is said. */
export type NarrativePlan = Readonly<Record<Section, readonly Statement[]>>;

export interface PlanOptions {
  /** Most statements a section (default 4); what the data lack is said beyond it. */
  readonly mostPerSection?: number;
}

/** Statements with this salience are said whatever the room: the open question is never left out. */
export const CERTAIN = Number.MAX_VALUE;

/**
 * Chooses statements by salience, keeps them in the order of the sheet, and drops those that would be wrong without
 * one that was dropped.
 */
export function planNarrative(sheet: FactSheet, { mostPerSection = 4 }: PlanOptions = {}): NarrativePlan {
  const chosen = new Set(SECTIONS.flatMap((section) => chooseSection(sheet, section, mostPerSection)));
  const supported = sheet.statements.filter(
    (statement, position) => chosen.has(position) && statement.needs.every((needed) => chosen.has(needed)),
  );
  const of = (section: Section): Statement[] => supported.filter((statement) => statement.section === section);
  return {
    headline: of('headline'),
    changed: of('changed'),
    where: of('where'),
    with: of('with'),
    open: of('open'),
  };
}

function chooseSection(sheet: FactSheet, section: Section, most: number): number[] {
  const candidates = sheet.statements
    .map((statement, position) => ({ statement, position }))
    .filter(({ statement }) => statement.section === section)
    .sort((a, b) => b.statement.salience - a.statement.salience || a.position - b.position);
  const certain = candidates.filter(({ statement }) => statement.salience >= CERTAIN);
  const others = candidates.filter(({ statement }) => statement.salience < CERTAIN);
  return [...certain, ...others.slice(0, Math.max(0, most - certain.length))].map(({ position }) => position);
}
