import type { FabCalendar, FabMonth } from '@fabwright/facts';
import type { FactSheet, Narrative } from '@fabwright/language';
import type { PortfolioFigures } from '@fabwright/quality';

/** What a monthly summary is made of: what quality answers about the month, and the words about it. Pure data. */
export interface MonthReportFigures {
  readonly fab: string;
  readonly calendar: FabCalendar;
  readonly live: string;
  readonly month: FabMonth;
  /** Null = all products. */
  readonly productName: string | null;
  readonly portfolio: PortfolioFigures;
  readonly sheet: FactSheet;
  readonly narrative: Narrative;
}
