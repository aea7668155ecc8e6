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
  const local = Math.floor(instant.getTime() / 1000) * 1000 + zoneOffset(instant, zone);
  const day = Math.floor(local / DAY_MS);
  const second = (local - day * DAY_MS) / 1000;
  const [hour, minute] = [Math.floor(second / 3600), Math.floor(second / 60) % 60];
  return { ...fromEpochDay(day), hour, minute, second: second % 60 };
}

/**
 * How far a zone's clock is ahead of UTC at an instant, in milliseconds (whole seconds). Throws a RangeError for an
 * unknown zone or an invalid date.
 */
export function zoneOffset(instant: Date, zone: string): number {
  const time = instant.getTime();
  const offsets = offsetsOf(zone);
  const day = Math.floor(time / DAY_MS);
  let offset = offsets.get(day);
  if (offset === undefined) {
    const [first, last] = [askedOffset(day * DAY_MS, zone), askedOffset((day + 1) * DAY_MS - 1000, zone)];
    if (offsets.size >= MOST_DAYS) offsets.clear();
    offsets.set(day, (offset = first === last ? first : null));
  }
  return offset ?? askedOffset(time, zone);
}

/** By number of the UTC day; null where the clock is changed within it. Relies on no zone changing it there and back within a day. */
type DayOffsets = Map<number, number | null>;

/** Thirty years. */
const MOST_DAYS = 11_000;
const offsetsByZone = new Map<string, DayOffsets>();

/** A screen asks for thousands of times, and most are of a few days. */
function offsetsOf(zone: string): DayOffsets {
  let offsets = offsetsByZone.get(zone);
  if (!offsets) {
    // a zone that is none is not kept
    formatterOf(zone);
    offsets = new Map();
    offsetsByZone.set(zone, offsets);
  }
  return offsets;
}

function askedOffset(time: number, zone: string): number {
  const fields: Record<string, number> = {};
  for (const part of formatterOf(zone).formatToParts(time)) fields[part.type] = Number(part.value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = fields;
  const asUtc = epochDay({ year, month, day }) * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000;
  return asUtc - Math.floor(time / 1000) * 1000;
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
