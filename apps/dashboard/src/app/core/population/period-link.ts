import { epochDay, fromEpochDay, isoDate, startOfDay, type CalendarDate, type FabCalendar } from '@fabwright/facts';

/** Either the last weeks, counted by the server from the fab's now, or whole fab days, both included. */
export type Period =
  | { readonly kind: 'weeks'; readonly weeks: number }
  | { readonly kind: 'days'; readonly first: CalendarDate; readonly last: CalendarDate };

/** Weeks up to the fab's now that pages offer; a link may name any number up to ten years. */
export const PERIODS = [4, 8, 13, 26] as const;
const MOST_WEEKS = 520;

/** `-8w` or `2026-09-28..2026-11-23`; null for what means nothing. */
export function readPeriod(text = ''): Period | null {
  const weeks = Number(/^-(\d{1,3})w$/.exec(text)?.[1] ?? 0);
  if (weeks > 0 && weeks <= MOST_WEEKS) return { kind: 'weeks', weeks };
  const [, from, to] = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(text) ?? [];
  const [first, last] = [readDay(from), readDay(to)];
  return first && last && epochDay(first) <= epochDay(last) ? { kind: 'days', first, last } : null;
}

function readDay(text: string | undefined): CalendarDate | null {
  const [year = 0, month = 0, day = 0] = (text ?? '').split('-').map(Number);
  if (year === 0) return null;
  const date = { year, month, day };
  // 31 February would silently become a day in March
  const back = fromEpochDay(epochDay(date));
  return back.month === month && back.day === day ? date : null;
}

export function periodInLink(period: Period | null): string | null {
  if (!period) return null;
  if (period.kind === 'weeks') return `-${period.weeks}w`;
  return `${isoDate(period.first)}..${isoDate(period.last)}`;
}

/** The query's part: days are the fab's days; weeks are counted by the server from the fab's now. */
export function periodFilter(
  period: Period | null,
  { zone }: FabCalendar,
): { from?: string; to?: string; weeks?: number } {
  if (!period) return {};
  if (period.kind === 'weeks') return { weeks: period.weeks };
  const afterLast = fromEpochDay(epochDay(period.last) + 1);
  return { from: startOfDay(period.first, zone).toISOString(), to: startOfDay(afterLast, zone).toISOString() };
}
