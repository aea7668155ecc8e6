import { epochDay, fromEpochDay, type CalendarDate } from './calendar-date.ts';

/** Wall-clock time in a zone. */
export interface LocalTime extends CalendarDate {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const DAY_MS = 86_400_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** The formatter of a zone; making one costs far more than using it. Throws a RangeError for an unknown zone. */
function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

/** Wall-clock time of an instant in an IANA zone. Throws a RangeError for an unknown zone or an invalid date. */
export function localTime(instant: Date, zone: string): LocalTime {
  const fields: Record<string, number> = {};
  for (const part of formatterOf(zone).formatToParts(instant)) fields[part.type] = Number(part.value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = fields;
  return { year, month, day, hour, minute, second };
}

/** How far a zone's clock is ahead of UTC at an instant, in milliseconds (whole seconds). */
export function zoneOffset(instant: Date, zone: string): number {
  const local = localTime(instant, zone);
  const asUtc = epochDay(local) * DAY_MS + ((local.hour * 60 + local.minute) * 60 + local.second) * 1000;
  return asUtc - Math.floor(instant.getTime() / 1000) * 1000;
}

/**
 * The first instant of a calendar day in a zone: midnight, or the first moment that exists where a clock change
 * skips midnight.
 */
export function startOfDay(day: CalendarDate, zone: string): Date {
  const wanted = epochDay(day);
  const guess = wanted * DAY_MS;
  const candidates = [-DAY_MS, 0, DAY_MS].map((shift) => guess - zoneOffset(new Date(guess + shift), zone));
  const inside = candidates.filter((time) => epochDay(localTime(new Date(time), zone)) === wanted);
  return new Date(Math.min(...(inside.length > 0 ? inside : candidates)));
}

/** The calendar day of an instant in a zone. */
export function dayIn(instant: Date, zone: string): CalendarDate {
  const { year, month, day } = localTime(instant, zone);
  return { year, month, day };
}

/** The calendar day `days` later (or earlier). */
export function addDays(day: CalendarDate, days: number): CalendarDate {
  return fromEpochDay(epochDay(day) + days);
}
