import type { FactSheet, Statement } from '../../src/fact-sheet/fact-sheet.ts';
import { generatedSheets } from '../generated-sheets.ts';
import { SHEETS } from '../sheets.ts';

/** A statement to be said alone, and the sheet it is of. */
export interface Occasion {
  readonly sheet: FactSheet;
  readonly statement: Statement;
}

const ALL = [...SHEETS, ...generatedSheets(400)];

/** Occasions to say a message, on as many sheets as asked for where there are that many. */
export function occasionsOf(message: string, most: number): Occasion[] {
  const occasions = ALL.flatMap((sheet) => {
    const statement = sheet.statements.find((candidate) => candidate.message === message);
    // What a statement needs before it is for a whole draft to judge.
    return statement ? [{ sheet, statement: { ...statement, needs: [] } }] : [];
  });
  if (occasions.length === 0) throw new RangeError(`No sheet says ${message}.`);
  return occasions.slice(0, most);
}
