import { epochDay, fromEpochDay, weekday, type CalendarDate } from './calendar-date.ts';
import { dayIn, localTime, startOfDay } from './time-zone.ts';

/** A week with the year it is counted in, which is not always the year of its days. */
export interface FabWeek {
  readonly year: number;
  readonly week: number;
}

/** How a fab counts its days and weeks. */
export interface FabCalendar {
  /** IANA name, such as `Asia/Shanghai`. */
  readonly zone: string;
  /** ISO weekday the week starts on: 1 Monday (default) … 7 Sunday. */
  readonly weekStart?: number;
}

/** A half-open stretch of time with its first and last calendar day. */
export interface WeekRange {
  readonly from: Date;
  /** First instant after the week. */
  readonly to: Date;
  readonly firstDay: CalendarDate;
  readonly lastDay: CalendarDate;
}

function startOf(weekStart = 1): number {
  if (!Number.isInteger(weekStart) || weekStart < 1 || weekStart > 7) {
    throw new RangeError(`A week starts on 1 (Monday) to 7 (Sunday), got ${weekStart}.`);
  }
  return weekStart;
}

/** First day of the week that holds `day`. */
function firstDayOfWeek(day: CalendarDate, weekStart: number): number {
  return epochDay(day) - ((weekday(day) - weekStart + 7) % 7);
}

/**
 * Week of a calendar day. A week belongs to the year that has most of its days, that is, its fourth; with weeks from
 * Monday this is ISO 8601.
 */
export function weekOfDay(day: CalendarDate, weekStart?: number): FabWeek {
  const first = firstDayOfWeek(day, startOf(weekStart));
  const { year } = fromEpochDay(first + 3);
  return { year, week: Math.floor((first + 3 - epochDay({ year, month: 1, day: 1 })) / 7) + 1 };
}

/** The calendar day of an instant in fab time. Throws a RangeError for an unknown zone. */
export function fabDay(instant: Date, calendar: FabCalendar): CalendarDate {
  return dayIn(instant, calendar.zone);
}

/** The week of an instant in fab time. */
export function fabWeek(instant: Date, calendar: FabCalendar): FabWeek {
  return weekOfDay(fabDay(instant, calendar), calendar.weekStart);
}

/** Minutes since the start of the fab day, by the wall clock. */
export function fabMinuteOfDay(instant: Date, calendar: FabCalendar): number {
  const { hour, minute } = localTime(instant, calendar.zone);
  return hour * 60 + minute;
}

/** First and last moment of a week in fab time. Throws a RangeError when the year has no such week. */
export function weekRange(week: FabWeek, calendar: FabCalendar): WeekRange {
  const first = firstDayNumber(week, startOf(calendar.weekStart));
  const firstDay = fromEpochDay(first);
  const back = weekOfDay(firstDay, calendar.weekStart);
  if (back.year !== week.year || back.week !== week.week) {
    throw new RangeError(`The year ${week.year} has no week ${week.week}.`);
  }
  return {
    from: startOfDay(firstDay, calendar.zone),
    to: startOfDay(fromEpochDay(first + 7), calendar.zone),
    firstDay,
    lastDay: fromEpochDay(first + 6),
  };
}

function firstDayNumber({ year, week }: FabWeek, weekStart: number): number {
  // 4 January always lies in the first week.
  return firstDayOfWeek({ year, month: 1, day: 4 }, weekStart) + (week - 1) * 7;
}

/** The week `weeks` later (or earlier). */
export function addWeeks(week: FabWeek, weeks: number, weekStart?: number): FabWeek {
  return weekOfDay(fromEpochDay(firstDayNumber(week, startOf(weekStart)) + weeks * 7), weekStart);
}

/** `2026-W47`: the key of a week. */
export function weekKey({ year, week }: FabWeek): string {
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** Reads `2026-W47`; null for anything else. */
export function parseWeekKey(key: string): FabWeek | null {
  const match = /^(\d{4})-W(\d{2})$/.exec(key);
  if (!match) return null;
  const week = { year: Number(match[1]), week: Number(match[2]) };
  return week.week >= 1 && week.week <= 53 ? week : null;
}
