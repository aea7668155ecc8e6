import { addWeeks, fabWeek, parseWeekKey, weekKey, type FabCalendar } from '@fabwright/facts';
import { DomainError } from '@fabwright/platform';
import type { ReportForm } from '../report-job/finished-report.ts';
import type { ReportRequest } from '../report-job/report-request.ts';
import type { ReportDefinition } from './schedule.ts';

/** A kind of report that can be scheduled: which period a time means, and what is asked for then. */
export interface ReportKind {
  readonly kind: string;
  /** Key of the period that a report of this moment covers, such as `2026-W47`. */
  readonly periodAt: (moment: Date, calendar: FabCalendar) => string;
  /** The period so many before; 1 = the one before. Throws INVALID_INPUT for a key that is none. */
  readonly before: (period: string, count: number, calendar: FabCalendar) => string;
  /** What the report job is asked. */
  readonly request: (definition: ReportDefinition, period: string, form: ReportForm) => ReportRequest;
}

/** The last full week of the fab: that before the week of the moment. */
const WEEK: ReportKind = {
  kind: 'week',
  periodAt: (moment, calendar) => weekKey(addWeeks(fabWeek(moment, calendar), -1, calendar.weekStart)),
  before: (period, count, calendar) => {
    const week = parseWeekKey(period);
    if (!week) throw new DomainError('INVALID_INPUT', `"${period}" is not a week such as 2026-W47.`);
    return weekKey(addWeeks(week, -count, calendar.weekStart));
  },
  request: ({ productId, insertion }, week, form) => ({
    kind: 'week',
    productId,
    insertion,
    week,
    language: form.language,
    paper: form.paper,
    scope: 'product',
  }),
};

/** Every kind that can be scheduled. One more is an entry here and its words in the dashboard. */
export const REPORT_KINDS: readonly ReportKind[] = [WEEK];

/** Throws INVALID_INPUT for a kind that can't be scheduled. */
export function reportKind(kind: string): ReportKind {
  const known = REPORT_KINDS.find((one) => one.kind === kind);
  if (known) return known;
  throw new DomainError('INVALID_INPUT', `Reports of kind "${kind}" can't be scheduled.`, {
    detail: { field: 'kind', reason: 'unknown-kind' },
  });
}
