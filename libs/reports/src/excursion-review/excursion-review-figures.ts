import type { FabCalendar, FabWeek } from '@fabwright/facts';
import type { ExcursionReview, KeyedPeriod } from '@fabwright/quality';

/** What the week's review of excursions is made of. Pure data. */
export interface ExcursionReviewFigures extends ExcursionReview {
  readonly fab: string;
  readonly calendar: FabCalendar;
  readonly live: string;
  readonly week: FabWeek;
  /** The week as a stretch of time. */
  readonly current: KeyedPeriod;
}
