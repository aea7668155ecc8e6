import type { FabCalendar, FabMonth } from '@fabwright/facts';
import type { FactSheet, Narrative } from '@fabwright/language';
import type { ToolYield } from '@fabwright/quality';

/** A tool at a step against the other tools of that step, for one product. */
export interface ToolComparison extends ToolYield {
  readonly toolId: string;
  readonly productName: string;
}

/** What a report on tool matching is made of. Pure data. */
export interface ToolReportFigures {
  readonly fab: string;
  readonly calendar: FabCalendar;
  readonly live: string;
  readonly month: FabMonth;
  /** Null = all products. */
  readonly productName: string | null;
  /** Those that differ first, by the size of their difference; then the others by tool and step. */
  readonly comparisons: readonly ToolComparison[];
  /** Tools that ran something in the month. */
  readonly tools: number;
  readonly excludedWafers: number;
  readonly sheet: FactSheet;
  readonly narrative: Narrative;
}
