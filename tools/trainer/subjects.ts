import type { Locale } from '@fabwright/facts';
import { planNarrative, SECTIONS, type FactSheet } from '@fabwright/language';
import { generatedSheets } from '@fabwright/language/test/generated-sheets';
import { SHEETS } from '@fabwright/language/test/sheets';
import { combinationOf, type Subject } from './lesson.ts';
import type { Draw } from './draw.ts';

/** Generated sheets before this one are for measuring: nothing is taught on them. */
export const FIRST_TAUGHT = 100_000;
const SHEETS_TAUGHT = 3000;
/** What is taught: of lots and periods. Sentences of other sheets are the templates' until they have wordings too. */
export const isTaught = ({ kind }: FactSheet): boolean => kind === 'lot' || kind === 'period';
/** A section of fewer statements is another combination: the model should not know sections by heart. */
const SIZES: readonly [number, ...number[]] = [2, 4, 4, 4];

/**
 * Subjects for lessons, `count` of a language: again and again one that brings the message which was taught least so
 * far, so that what is seldom said is learned as well as what is said every week; no combination more than needed.
 */
export function chooseSubjects(locale: Locale, count: number, draw: Draw): Subject[] {
  const byMessage = groupByMessage(candidates(locale, draw), draw);
  const taught = new Map([...byMessage.keys()].map((message) => [message, 0]));
  const used = new Map<string, number>();
  return Array.from({ length: count }, () => {
    const [least] = [...taught].reduce((a, b) => (b[1] < a[1] ? b : a));
    const subject = leastUsed(byMessage.get(least) ?? [], used);
    for (const { message } of subject.statements) taught.set(message, (taught.get(message) ?? 0) + 1);
    const combination = combinationOf(subject);
    used.set(combination, (used.get(combination) ?? 0) + 1);
    return subject;
  });
}

function candidates(locale: Locale, draw: Draw): Subject[] {
  const found = [...SHEETS, ...generatedSheets(SHEETS_TAUGHT, FIRST_TAUGHT)]
    .filter(isTaught)
    .flatMap((sheet) => subjectsOf(sheet, locale, draw.oneOf(SIZES)));
  return [...new Map(found.map((subject) => [combinationOf(subject), subject])).values()];
}

/** All sections of a sheet, as its plan has them. */
export function subjectsOf(sheet: FactSheet, locale: Locale, mostPerSection: number): Subject[] {
  const plan = planNarrative(sheet, { mostPerSection });
  return SECTIONS.filter((section) => plan[section].length > 0).map((section) => ({
    locale,
    sheet,
    mostPerSection,
    section,
    statements: plan[section],
  }));
}

function groupByMessage(subjects: readonly Subject[], draw: Draw): Map<string, Subject[]> {
  const groups = new Map<string, Subject[]>();
  for (const subject of draw.shuffled(subjects)) {
    for (const { message } of subject.statements) groups.set(message, [...(groups.get(message) ?? []), subject]);
  }
  return groups;
}

function leastUsed(subjects: readonly Subject[], used: ReadonlyMap<string, number>): Subject {
  const uses = (subject: Subject): number => used.get(combinationOf(subject)) ?? 0;
  return subjects.reduce((a, b) => (uses(b) < uses(a) ? b : a));
}
