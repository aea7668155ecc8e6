import type { FabCalendar, FabMonth } from '@fabwright/facts';
import type { FactSheet, Narrative } from '@fabwright/language';
import type { ProcessChange } from '@fabwright/quality';

/** A process change of one product. */
export interface ChangeFigures extends ProcessChange {
  readonly productName: string;
}

/** What a report on process changes is made of. Pure data. */
export interface ChangeReportFigures {
  readonly fab: string;
  readonly calendar: FabCalendar;
  readonly live: string;
  readonly month: FabMonth;
  /** Null = all products. */
  readonly productName: string | null;
  /** Those that went along with another yield first, by its size; then the others in time order. */
  readonly changes: readonly ChangeFigures[];
  readonly sheet: FactSheet;
  readonly narrative: Narrative;
}
