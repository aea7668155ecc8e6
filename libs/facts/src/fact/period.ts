import { isoDate, type CalendarDate } from '../calendar/calendar-date.ts';
import { weekKey, type FabWeek } from '../calendar/fab-week.ts';
import { formatDateRange, formatWeekRange } from '../calendar/format-time.ts';
import type { Locale } from '../locale.ts';

/** The time a fact speaks of, in fab time. `lot`: all tests of a lot, whenever they were. */
export type Period =
  | { readonly kind: 'weeks'; readonly from: FabWeek; readonly to: FabWeek }
  | { readonly kind: 'days'; readonly from: CalendarDate; readonly to: CalendarDate }
  | { readonly kind: 'lot' };

export function singleWeek(week: FabWeek): Period {
  return { kind: 'weeks', from: week, to: week };
}

/** What a period is called in a stable key: `2026-W47`, `2026-W40..2026-W45`, `2026-11-16..2026-11-22`, `lot`. */
export function periodKey(period: Period): string {
  if (period.kind === 'lot') return 'lot';
  const [from, to] =
    period.kind === 'weeks' ? [weekKey(period.from), weekKey(period.to)] : [isoDate(period.from), isoDate(period.to)];
  return from === to ? from : `${from}..${to}`;
}

/** `W47`, `W40–W45`, `16–22 Nov 2026`; empty for a lot's own time. */
export function formatPeriod(period: Period, locale: Locale): string {
  if (period.kind === 'lot') return '';
  return period.kind === 'weeks'
    ? formatWeekRange(period.from, period.to)
    : formatDateRange(period.from, period.to, locale);
}
