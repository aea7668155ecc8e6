import { PRECISION, type FactSource, type Period } from '@fabwright/facts';
import type { FactSheet } from './fact-sheet.ts';
import { SheetBuilder } from './sheet-builder.ts';

/** A process change whose lots read otherwise than those before it, beyond chance. */
export interface DifferingChange {
  /** Recipe and version. */
  readonly name: string;
  /** Its lots minus those before, a fraction of 1. */
  readonly difference: number;
}

/** What the process changes of a period went along with. */
export interface ChangesSheetInput {
  /** What all of it is called: the fab, or the one product. */
  readonly name: string;
  readonly period: Period;
  readonly changes: number;
  /** Those for which there were enough lots. */
  readonly decided: number;
  readonly differing: readonly DifferingChange[];
  readonly source: FactSource;
}

/** Facts and statements about process changes. Pure: the same input gives the same sheet. */
export function changesFactSheet(input: ChangesSheetInput): FactSheet {
  const { name, period, changes, decided, differing, source } = input;
  const sheet = new SheetBuilder({ kind: 'changes', subject: { type: 'group', name }, names: [name], period });
  if (changes === 0) sheet.say('headline.changes.none', 'headline', {}, { effect: 1 });
  else if (decided === 0) sheet.say('headline.changes.undecided', 'headline', {}, { effect: 1 });
  else if (differing.length === 0) sheet.say('headline.changes.same', 'headline', {}, { effect: 1 });
  else {
    const share = sheet.share('changes.differing', differing.length, decided, 'changes', source);
    sheet.say('headline.changes.effect', 'headline', { differing: share }, { effect: 2 });
    addEnds(sheet, input);
    sheet.say('open.cause', 'open', {}, { effect: Number.MAX_VALUE });
  }
  if (decided < changes) {
    const undecided = sheet.share('changes.undecided', changes - decided, changes, 'changes', source);
    sheet.say('open.tools-undecided', 'open', { undecided }, { effect: Number.MAX_VALUE });
  }
  return sheet.build();
}

function addEnds(sheet: SheetBuilder, { differing, source }: ChangesSheetInput): void {
  const ordered = [...differing].sort((a, b) => a.difference - b.difference || (a.name < b.name ? -1 : 1));
  const [lowest, highest] = [ordered[0], ordered.at(-1)];
  const rolesOf = ({ name, difference }: DifferingChange) => ({
    version: sheet.name({ type: 'group', name }, source),
    apart: sheet.points('yield.version-change', 100 * difference, PRECISION.loss, source, {
      ...{ signed: true, moreIs: 'good', names: [name], subject: { type: 'group', name } },
    }),
  });
  if (lowest && lowest.difference < 0) {
    sheet.say('changes.lower', 'where', rolesOf(lowest), { effect: Math.abs(100 * lowest.difference) + 1 });
  }
  if (highest && highest.difference > 0) {
    sheet.say('changes.higher', 'where', rolesOf(highest), { effect: 100 * highest.difference });
  }
}
