import { epochDay, fromEpochDay } from './calendar-date.ts';
import { fabDay, type FabCalendar, type WeekRange } from './fab-week.ts';
import { startOfDay } from './time-zone.ts';

/** A calendar month; months count from 1. */
export interface FabMonth {
  readonly year: number;
  readonly month: number;
}

/** The month of an instant in fab time. Throws a RangeError for an unknown zone. */
export function fabMonth(instant: Date, calendar: FabCalendar): FabMonth {
  const { year, month } = fabDay(instant, calendar);
  return { year, month };
}

/** The month `months` later (or earlier). */
export function addMonths({ year, month }: FabMonth, months: number): FabMonth {
  const index = year * 12 + (month - 1) + months;
  return { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 };
}

/** First and last moment of a month in fab time. */
export function monthRange(month: FabMonth, calendar: FabCalendar): WeekRange {
  const first = epochDay({ ...month, day: 1 });
  const next = epochDay({ ...addMonths(month, 1), day: 1 });
  return {
    from: startOfDay(fromEpochDay(first), calendar.zone),
    to: startOfDay(fromEpochDay(next), calendar.zone),
    firstDay: fromEpochDay(first),
    lastDay: fromEpochDay(next - 1),
  };
}

/** `2026-10`: the key of a month. */
export function monthKey({ year, month }: FabMonth): string {
  return `${year}-${String(month).padStart(2, '0')}`;
}

/** Reads `2026-10`; null for anything else. */
export function parseMonthKey(key: string): FabMonth | null {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(key);
  return match ? { year: Number(match[1]), month: Number(match[2]) } : null;
}
