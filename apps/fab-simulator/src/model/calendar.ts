/** Times inside the simulator are milliseconds since 1970, UTC; durations too. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;

export function iso(time: number): string {
  return new Date(Math.round(time)).toISOString();
}

/** ISO 8601 week as year and number: week 1 holds the first Thursday. */
export function isoWeek(time: number): { year: number; week: number } {
  const day = new Date(time);
  const thursday = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate()));
  thursday.setUTCDate(thursday.getUTCDate() + 3 - ((thursday.getUTCDay() + 6) % 7));
  const year = thursday.getUTCFullYear();
  return { year, week: Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / WEEK) + 1 };
}
