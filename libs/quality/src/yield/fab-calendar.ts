import type { FabCalendar, FabWeek } from '@fabwright/facts';
import { addWeeks, fabWeek, weekKey, weekRange } from '@fabwright/facts';
import type { FabConfig } from '@fabwright/platform';

const WEEK_DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** How the configured fab counts its days and weeks. */
export function calendarOf(config: FabConfig): FabCalendar {
  return { zone: config.fab.timeZone, weekStart: WEEK_DAYS.indexOf(config.fab.weekStart) + 1 };
}

/** Half open, with the weeks that it begins and ends in. */
export interface ChosenPeriod {
  readonly from: Date;
  readonly to: Date;
  readonly label: string;
  /** It ends with the fab's now. */
  readonly open?: boolean;
}

const DEFAULT_WEEKS = 8;
const MOST_WEEKS = 520;
/**
 * The fab's now may be the last move of a lot that its MES told of: a lot is in test for hours after it. Clocks of
 * testers stand apart besides. What is dated later than this has a clock that is wrong.
 */
const BEHIND_NOW_MS = 12 * 3_600_000;

/**
 * The period of a filter: `from` to `to` where given, else whole fab weeks up to and with the running one. An open end
 * lies twelve hours behind now, so that what is tested at this moment belongs to it.
 */
export function chosenPeriod(
  filter: { from?: Date | null; to?: Date | null; weeks?: number | null },
  now: Date,
  calendar: FabCalendar,
): ChosenPeriod {
  const to = filter.to ?? new Date(now.getTime() + BEHIND_NOW_MS);
  const weeks = Math.max(1, Math.min(MOST_WEEKS, Math.trunc(filter.weeks ?? DEFAULT_WEEKS)));
  const last = fabWeek(filter.to ?? now, calendar);
  const from = filter.from ?? weekRange(addWeeks(last, 1 - weeks, calendar.weekStart), calendar).from;
  return { from, to, label: weeksLabel(fabWeek(from, calendar), last), open: !filter.to };
}

/** `2026-W47` or `2026-W40..2026-W47`. */
export function weeksLabel(from: FabWeek, to: FabWeek): string {
  const [first, last] = [weekKey(from), weekKey(to)];
  return first === last ? first : `${first}..${last}`;
}
