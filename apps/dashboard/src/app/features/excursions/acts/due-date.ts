import { addDays, startOfDay, type CalendarDate } from '@fabwright/facts';

/** `2026-11-24` as a date field gives it; null for anything else. */
export function readIsoDate(text: string): CalendarDate | null {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  return year && month && day ? { year: Number(year), month: Number(month), day: Number(day) } : null;
}

/** "Until the 24th" includes the 24th, by the fab's clock: its last second. */
export function endOfDay(day: CalendarDate, zone: string): Date {
  return new Date(startOfDay(addDays(day, 1), zone).getTime() - 1000);
}
