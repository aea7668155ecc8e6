import type { Locale } from '../locale.ts';
import type { CalendarDate } from './calendar-date.ts';
import type { FabMonth } from './fab-month.ts';
import type { FabWeek } from './fab-week.ts';
import { localTime, zoneOffset, type LocalTime } from './time-zone.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const two = (n: number): string => String(n).padStart(2, '0');

export interface DateStyle {
  /** Leave the year out (axis labels, text that names the year elsewhere). */
  readonly year?: boolean;
}

/** `23 Nov 2026`, `2026年11月23日`; without year `23 Nov`, `11月23日`. */
export function formatDate(date: CalendarDate, locale: Locale, { year = true }: DateStyle = {}): string {
  if (locale === 'zh-CN') return `${year ? `${date.year}年` : ''}${date.month}月${date.day}日`;
  return `${date.day} ${MONTHS[date.month - 1] ?? ''}${year ? ` ${date.year}` : ''}`;
}

/** `Nov 2026`, `2026年11月`. */
export function formatMonth({ year, month }: FabMonth, locale: Locale): string {
  return locale === 'zh-CN' ? `${year}年${month}月` : `${MONTHS[month - 1] ?? ''} ${year}`;
}

/** `16–22 Nov 2026`, `28 Sep – 4 Oct 2026`, `2026年11月16–22日`; one day is printed as a date. */
export function formatDateRange(from: CalendarDate, to: CalendarDate, locale: Locale): string {
  const sameYear = from.year === to.year;
  const sameMonth = sameYear && from.month === to.month;
  if (sameMonth && from.day === to.day) return formatDate(from, locale);
  if (locale === 'zh-CN') {
    if (sameMonth) return `${from.year}年${from.month}月${from.day}–${to.day}日`;
    return `${formatDate(from, locale)}–${formatDate(to, locale, { year: !sameYear })}`;
  }
  if (sameMonth) return `${from.day}–${formatDate(to, locale)}`;
  return `${formatDate(from, locale, { year: !sameYear })} – ${formatDate(to, locale)}`;
}

/** `08:20`, by the clock of the zone. */
export function formatClock(instant: Date, zone: string): string {
  return clockOf(localTime(instant, zone));
}

function clockOf({ hour, minute }: LocalTime): string {
  return `${two(hour)}:${two(minute)}`;
}

/** `23 Nov 2026, 08:20`, `2026年11月23日 08:20`, by the clock of the zone. */
export function formatDateTime(instant: Date, zone: string, locale: Locale, style: DateStyle = {}): string {
  const local = localTime(instant, zone);
  return `${formatDate(local, locale, style)}${locale === 'zh-CN' ? ' ' : ', '}${clockOf(local)}`;
}

/** `UTC+08:00`: how far the zone's clock is from UTC at that instant. */
export function formatZoneOffset(instant: Date, zone: string): string {
  const minutes = Math.round(zoneOffset(instant, zone) / 60_000);
  if (minutes === 0) return 'UTC';
  const size = Math.abs(minutes);
  return `UTC${minutes < 0 ? '−' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** `W47`, the same in both languages. */
export function formatWeek({ week }: FabWeek): string {
  return `W${two(week)}`;
}

/** `W40–W45`, or `W47` when it is one week; the years are named when they differ: `2026-W52–2027-W03`. */
export function formatWeekRange(from: FabWeek, to: FabWeek): string {
  if (from.year !== to.year) return `${from.year}-${formatWeek(from)}–${to.year}-${formatWeek(to)}`;
  return from.week === to.week ? formatWeek(from) : `${formatWeek(from)}–${formatWeek(to)}`;
}
