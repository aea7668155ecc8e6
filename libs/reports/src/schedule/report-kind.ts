import {
  addMonths,
  addWeeks,
  fabMonth,
  fabWeek,
  monthKey,
  parseMonthKey,
  parseWeekKey,
  weekKey,
  type FabCalendar,
} from '@fabwright/facts';
import { DomainError } from '@fabwright/platform';
import { CHANGE_SECTIONS } from '../change-report/change-sections.ts';
import type { ReportDefinition } from '../definition/definition.ts';
import { REVIEW_SECTIONS } from '../excursion-review/excursion-review-sections.ts';
import { noMonth } from '../month-report/month-report.gatherer.ts';
import { MONTH_SECTIONS } from '../month-report/month-sections.ts';
import type { ReportForm } from '../report-job/finished-report.ts';
import type { ReportRequest } from '../report-job/report-request.ts';
import { TOOL_SECTIONS } from '../tool-report/tool-sections.ts';
import { WEEK_SECTIONS } from '../week-report/week-sections.ts';

/** A kind of report that can be put together and scheduled: which period a time means, and what is asked for then. */
export interface ReportKind {
  readonly kind: string;
  /** Keys of the sections that it can have, in their usual order. */
  readonly sections: readonly string[];
  /** Whether it can be about every product at once. */
  readonly everyProduct: boolean;
  /** Whether it can be limited to an insertion and to types of lots. */
  readonly narrowed: boolean;
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
  sections: Object.keys(WEEK_SECTIONS),
  everyProduct: false,
  narrowed: true,
  periodAt: (moment, calendar) => weekKey(addWeeks(fabWeek(moment, calendar), -1, calendar.weekStart)),
  before: (period, count, calendar) => {
    const week = parseWeekKey(period);
    if (!week) throw new DomainError('INVALID_INPUT', `"${period}" is not a week such as 2026-W47.`);
    return weekKey(addWeeks(week, -count, calendar.weekStart));
  },
  request: (definition, week, form) => ({ kind: 'week', week, ...aboutOf(definition, form) }),
};

/** What was found in the last full week, and what is open from before. */
const EXCURSIONS: ReportKind = {
  ...WEEK,
  kind: 'excursions',
  sections: Object.keys(REVIEW_SECTIONS),
  everyProduct: true,
  narrowed: false,
  request: (definition, week, form) => ({ kind: 'excursions', week, ...aboutOf(definition, form) }),
};

/** The last full month. */
const MONTH: ReportKind = {
  kind: 'month',
  sections: Object.keys(MONTH_SECTIONS),
  everyProduct: true,
  narrowed: true,
  periodAt: (moment, calendar) => monthKey(addMonths(fabMonth(moment, calendar), -1)),
  before: (period, count) => {
    const month = parseMonthKey(period);
    if (!month) throw noMonth(period);
    return monthKey(addMonths(month, -count));
  },
  request: (definition, month, form) => ({ kind: 'month', month, ...aboutOf(definition, form) }),
};

/** Tools against each other over the last full month. */
const TOOLS: ReportKind = {
  ...MONTH,
  kind: 'tools',
  narrowed: false,
  sections: Object.keys(TOOL_SECTIONS),
  request: (definition, month, form) => ({ kind: 'tools', month, ...aboutOf(definition, form) }),
};

/** What changes of recipes went along with, over the last full month. */
const CHANGES: ReportKind = {
  ...MONTH,
  kind: 'changes',
  narrowed: false,
  sections: Object.keys(CHANGE_SECTIONS),
  request: (definition, month, form) => ({ kind: 'changes', month, ...aboutOf(definition, form) }),
};

function aboutOf({ productId, insertion, lotTypes, sections }: ReportDefinition, { language, paper }: ReportForm) {
  return { productId, insertion, lotTypes, sections, language, paper, scope: 'product' } as const;
}

/**
 * Every kind that can be scheduled, as they are offered; a new report starts as the first that can be about every
 * product. One more is an entry here and its words in the dashboard.
 */
export const REPORT_KINDS: readonly ReportKind[] = [WEEK, MONTH, EXCURSIONS, TOOLS, CHANGES];

/** Throws INVALID_INPUT for a kind that can't be scheduled. */
export function reportKind(kind: string): ReportKind {
  const known = REPORT_KINDS.find((one) => one.kind === kind);
  if (known) return known;
  throw new DomainError('INVALID_INPUT', `Reports of kind "${kind}" can't be scheduled.`, {
    detail: { field: 'kind', reason: 'unknown-kind' },
  });
}
