import {
  addDays,
  addMonths,
  addWeeks,
  dayIn,
  fabMonth,
  fabWeek,
  formatDate,
  formatMonth,
  formatWeek,
  monthRange,
  startOfDay,
  weekday,
  weekOfDay,
  weekRange,
  type FabCalendar,
  type Locale,
} from '@fabwright/facts';

export interface TimeTick {
  /** Milliseconds since 1970: midnight in the fab. */
  readonly at: number;
  /** Date over week: `28 Sep` / `W40`; or a month. */
  readonly label: string;
}

const DAY_MS = 86_400_000;

/**
 * Ticks of a time axis at midnights in fab time: week starts, thinned to every second, third … when there are too
 * many; days when the range is shorter than ten days. Each carries its week.
 * @param most at most so many ticks
 */
export function fabTimeTicks(from: Date, to: Date, calendar: FabCalendar, locale: Locale, most = 9): TimeTick[] {
  const days = (to.getTime() - from.getTime()) / DAY_MS;
  if (days < 10) return thin(dayTicks(from, to, calendar, locale), most);
  const ticks: TimeTick[] = [];
  let week = fabWeek(from, calendar);
  for (;;) {
    const { from: start, firstDay } = weekRange(week, calendar);
    if (start.getTime() > to.getTime()) break;
    const label = `${formatDate(firstDay, locale, { year: false })}\n${formatWeek(week)}`;
    if (start.getTime() >= from.getTime()) ticks.push({ at: start.getTime(), label });
    week = addWeeks(week, 1, calendar.weekStart);
  }
  return thin(ticks, most);
}

/**
 * Ticks at the first midnight of each month in fab time, thinned to every second, third … when there are too many.
 * @param most at most so many ticks
 */
export function fabMonthTicks(from: Date, to: Date, calendar: FabCalendar, locale: Locale, most = 9): TimeTick[] {
  const ticks: TimeTick[] = [];
  for (let month = fabMonth(from, calendar); ; month = addMonths(month, 1)) {
    const at = monthRange(month, calendar).from.getTime();
    if (at > to.getTime()) return thin(ticks, most);
    if (at >= from.getTime()) ticks.push({ at, label: formatMonth(month, locale) });
  }
}

function dayTicks(from: Date, to: Date, calendar: FabCalendar, locale: Locale): TimeTick[] {
  const ticks: TimeTick[] = [];
  for (let day = dayIn(from, calendar.zone); ; day = addDays(day, 1)) {
    const at = startOfDay(day, calendar.zone).getTime();
    if (at > to.getTime()) return ticks;
    const week =
      weekday(day) === (calendar.weekStart ?? 1) ? `\n${formatWeek(weekOfDay(day, calendar.weekStart))}` : '';
    if (at >= from.getTime()) ticks.push({ at, label: `${formatDate(day, locale, { year: false })}${week}` });
  }
}

function thin(ticks: readonly TimeTick[], most: number): TimeTick[] {
  const step = Math.max(1, Math.ceil(ticks.length / most));
  return ticks.filter((_, index) => index % step === 0);
}
