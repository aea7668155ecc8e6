import { fabDay, fabMinuteOfDay, weekday, type FabCalendar } from '@fabwright/facts';

/** A shift: from a clock time to another in fab time, on the days on which it begins. */
export interface ShiftWindow {
  /** ISO weekdays, 1 Monday … 7 Sunday. */
  readonly days: readonly number[];
  /** Minutes after midnight by the fab's clock, 0 … 1439. `to` is no part of it. */
  readonly from: number;
  /** Not after `from`: it ends on the next day; the same as `from`: it lasts until that time of the next day. */
  readonly to: number;
}

/**
 * True when the instant lies in one of the shifts; no shifts = always. Goes by what the fab's clock shows: where clocks
 * change, a shift from 22:00 to 06:00 lasts 7 or 9 hours, as people work it.
 */
export function inShift(shifts: readonly ShiftWindow[], at: Date, calendar: FabCalendar): boolean {
  if (shifts.length === 0) return true;
  const minute = fabMinuteOfDay(at, calendar);
  const today = weekday(fabDay(at, calendar));
  const yesterday = today === 1 ? 7 : today - 1;
  return shifts.some(({ days, from, to }) => {
    if (from < to) return days.includes(today) && minute >= from && minute < to;
    return (days.includes(today) && minute >= from) || (days.includes(yesterday) && minute < to);
  });
}
