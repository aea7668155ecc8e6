import { addDays, dayIn, isoDate, localTime, startOfDay, weekday, type CalendarDate } from '@fabwright/facts';
import { Cron } from 'croner';
import type { ScheduleTiming } from './schedule.ts';

/** One time at which a report goes out. */
export interface Fire {
  readonly at: Date;
  /** What the pattern says; `at` differs from it where a day off was passed over. The period goes by this one. */
  readonly nominal: Date;
}

/** Why a timing can't be meant; null when it can. */
export type TimingProblem = 'cron' | 'zone' | 'never' | 'too-often' | 'working-days' | 'holiday';

/** The pattern of what goes out only when somebody sends it. */
const BY_HAND = 'hand';
const FIELDS = /^\S+(?: \S+){4}$/;
const ISO_DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A pattern that looks fine in its first times may still come too often later in the week. */
const LOOKED_AT = 50;
/** Longest run of days off that a report is carried over. */
const MOST_DAYS_OFF = 31;
/** Where every time falls on a day off, the search has to end. */
const MOST_TRIES = 800;
const MOST_HOLIDAYS = 200;

export function timingProblem(timing: ScheduleTiming, now: Date): TimingProblem | null {
  if (!isZone(timing.timeZone)) return 'zone';
  const { workingDays, holidays } = timing;
  const known = workingDays.every((day) => Number.isInteger(day) && day >= 1 && day <= 7);
  if (!known || workingDays.length === 0) return 'working-days';
  if (holidays.length > MOST_HOLIDAYS || !holidays.every((day) => ISO_DATE.test(day))) return 'holiday';
  if (timing.cron === BY_HAND) return null;
  const times = timesOf(timing, now);
  if (times === null) return 'cron';
  const often = times.some((time, at) => at > 0 && time.getTime() - (times[at - 1]?.getTime() ?? 0) < HOUR_MS);
  if (often) return 'too-often';
  return nextFires(timing, now, 1).length === 0 ? 'never' : null;
}

/** The next times after `after`, earliest first; fewer where the pattern ends. Throws for a pattern that is none. */
export function nextFires(timing: ScheduleTiming, after: Date, count: number): Fire[] {
  if (timing.cron === BY_HAND) return [];
  const cron = cronOf(timing);
  const shifts = timing.offDay === 'shift';
  // A time before `after` may have been carried over to one behind it.
  let nominal: Date | null = shifts ? new Date(after.getTime() - (MOST_DAYS_OFF + 1) * DAY_MS) : after;
  const found: Fire[] = [];
  for (let tries = 0; tries < MOST_TRIES && found.length < count; tries += 1) {
    nominal = cron.nextRun(nominal);
    if (nominal === null) break;
    const at = fireAt(timing, nominal);
    if (at !== null && at > after) found.push({ at, nominal });
  }
  return found.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** The last time up to and with `now` that is not before `since`; null when there is none. */
export function lastFire(timing: ScheduleTiming, since: Date, now: Date): Fire | null {
  const longestShift = (MOST_DAYS_OFF + 1) * DAY_MS;
  // What was carried over comes later than what was not: a shifted time may outrun the nominal ones behind it.
  const enough = timing.offDay === 'shift' ? now.getTime() - longestShift : Infinity;
  let last: Fire | null = null;
  for (const nominal of nominalsBefore(timing, now, since.getTime() - longestShift)) {
    if (last !== null && nominal.getTime() < enough) break;
    const at = fireAt(timing, nominal);
    if (at !== null && at >= since && at <= now && (last === null || at > last.at)) last = { at, nominal };
  }
  return last;
}

/** The pattern's own times up to and with `now`, latest first, until before `earliest` in ms. */
function* nominalsBefore(timing: ScheduleTiming, now: Date, earliest: number): Generator<Date> {
  const cron = cronOf(timing);
  // croner's reference is exclusive, and it counts whole seconds
  let reference = new Date(now.getTime() + 1000);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const [nominal] = cron.previousRuns(1, reference);
    if (!nominal || nominal.getTime() < earliest) return;
    reference = nominal;
    yield nominal;
  }
}

/** When a nominal time really comes; null when it is passed over. */
function fireAt(timing: ScheduleTiming, nominal: Date): Date | null {
  const day = dayIn(nominal, timing.timeZone);
  if (timing.offDay === 'run' || isWorkingDay(timing, day)) return nominal;
  if (timing.offDay === 'skip') return null;
  for (let days = 1; days <= MOST_DAYS_OFF; days += 1) {
    const later = addDays(day, days);
    if (isWorkingDay(timing, later)) return sameClock(timing, nominal, later);
  }
  return null;
}

function isWorkingDay({ workingDays, holidays }: ScheduleTiming, day: CalendarDate): boolean {
  return workingDays.includes(weekday(day)) && !holidays.includes(isoDate(day));
}

/** The same time by the clock on another day; where clocks change that hour away, the first moment after it. */
function sameClock({ timeZone }: ScheduleTiming, nominal: Date, day: CalendarDate): Date | null {
  const { hour, minute } = localTime(nominal, timeZone);
  const daily = new Cron(`${minute} ${hour} * * *`, { timezone: timeZone, mode: '5-part', paused: true });
  return daily.nextRun(new Date(startOfDay(day, timeZone).getTime() - 1000));
}

function cronOf({ cron, timeZone }: ScheduleTiming): Cron {
  if (!FIELDS.test(cron)) throw new RangeError(`"${cron}" has not five fields.`);
  return new Cron(cron, { timezone: timeZone, mode: '5-part', paused: true });
}

/** The pattern's own next times; null for what is no pattern. */
function timesOf(timing: ScheduleTiming, now: Date): Date[] | null {
  try {
    return cronOf(timing).nextRuns(LOOKED_AT, now);
  } catch {
    return null;
  }
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name !== '';
  } catch {
    return false;
  }
}
