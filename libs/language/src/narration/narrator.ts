import type { Locale } from '@fabwright/facts';
import type { FactSheet } from '../fact-sheet/fact-sheet.ts';
import type { NarrationGrade, Narrative } from './narrative.ts';

/** Words a fact sheet. Whoever implements it adds no number and no name that is not a fact of the sheet. */
export interface Narrator {
  readonly grade: NarrationGrade;
  narrate(sheet: FactSheet, locale: Locale): Promise<Narrative>;
}
