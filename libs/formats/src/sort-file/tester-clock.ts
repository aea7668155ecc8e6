const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The instant that a tester's local clock showed: `localSeconds` are seconds since 1970 as that clock counts them, in
 * the IANA zone `timeZone` (such as `Asia/Taipei`). An hour that the clock shows twice in autumn is taken as its first;
 * an hour that it leaves out in spring is moved on by the width of the gap. Throws RangeError for an unknown zone.
 */
export function localSecondsToUtc(localSeconds: number, timeZone: string): Date {
  const local = localSeconds * 1000;
  const before = offsetMs(local - DAY_MS, timeZone);
  const after = offsetMs(local + DAY_MS, timeZone);
  const fits = [local - before, local - after].filter((instant) => instant + offsetMs(instant, timeZone) === local);
  return new Date(fits.length > 0 ? Math.min(...fits) : local - before);
}

/** What the zone's clock is ahead of UTC at an instant, in milliseconds. */
function offsetMs(instant: number, timeZone: string): number {
  const whole = Math.floor(instant / 1000) * 1000;
  const fields: Record<string, number> = {};
  for (const { type, value } of zoneFormat(timeZone).formatToParts(whole)) fields[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = fields;
  return Date.UTC(year, month - 1, day, hour, minute, second) - whole;
}

function zoneFormat(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  return format;
}
