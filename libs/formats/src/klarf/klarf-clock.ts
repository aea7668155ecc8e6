export interface KlarfTime {
  /** Whole seconds of the tool's local clock since 1970 as if it were UTC. */
  readonly localSeconds: number;
  /** The date can only be read with the day first. */
  readonly dayFirst: boolean;
}

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const US = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4}|\d{2})$/;
const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/;

/**
 * A date and a time of day as KLARF writes them: `10-19-21 10:04:09` and `12-11-1971` with the month first,
 * `2000-01-30` from some 1.8 writers. Years of two digits are 1970 to 2069. Null when they name no instant.
 */
export function klarfTime(date: string, time: string): KlarfTime | null {
  const clock = CLOCK.exec(time);
  const day = dayOf(date);
  if (clock === null || day === null) return null;
  const [hour, minute, second] = [Number(clock[1]), Number(clock[2]), Number(clock[3] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return null;
  return { localSeconds: day.seconds + hour * 3600 + minute * 60 + second, dayFirst: day.dayFirst };
}

function dayOf(date: string): { seconds: number; dayFirst: boolean } | null {
  const iso = ISO.exec(date);
  if (iso !== null) return checked(Number(iso[1]), Number(iso[2]), Number(iso[3]), false);
  const us = US.exec(date);
  if (us === null) return null;
  const [first, second] = [Number(us[1]), Number(us[2])];
  const year = fullYear(us[3] ?? '');
  return first > 12 ? checked(year, second, first, true) : checked(year, first, second, false);
}

function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 4) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

function checked(year: number, month: number, day: number, dayFirst: boolean) {
  const at = new Date(Date.UTC(year, month - 1, day));
  const real = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return real && year >= 1970 ? { seconds: at.getTime() / 1000, dayFirst } : null;
}
