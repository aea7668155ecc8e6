import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochDay, fromEpochDay, isoDate, weekday } from './calendar-date.ts';
import { addWeeks, fabDay, fabMinuteOfDay, fabWeek, parseWeekKey, weekKey, weekOfDay, weekRange } from './fab-week.ts';
import { addDays, startOfDay, zoneOffset } from './time-zone.ts';

const ZONES = [
  'UTC',
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Apia',
  'Asia/Beirut',
];
const instant = fc.integer({ min: Date.UTC(1995, 0, 1), max: Date.UTC(2040, 0, 1) }).map((time) => new Date(time));

describe('ISO weeks', () => {
  it.each([
    ['2026-11-23', '2026-W48'],
    ['2026-11-22', '2026-W47'],
    ['2027-01-01', '2026-W53'],
    ['2021-01-03', '2020-W53'],
    ['2024-12-30', '2025-W01'],
    ['2005-01-01', '2004-W53'],
    ['2008-12-29', '2009-W01'],
  ])('%s lies in %s', (date, week) => {
    const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
    expect(weekKey(weekOfDay({ year, month, day }))).toBe(week);
  });

  it('knows weekdays and day numbers', () => {
    expect(weekday({ year: 2026, month: 11, day: 23 })).toBe(1);
    expect(weekday({ year: 1969, month: 12, day: 28 })).toBe(7);
    expect(epochDay({ year: 1970, month: 1, day: 1 })).toBe(0);
    expect(isoDate(addDays({ year: 2024, month: 2, day: 28 }, 2))).toBe('2024-03-01');
  });

  it('counts day numbers as Date does', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }), (day) => {
        expect(epochDay(fromEpochDay(day))).toBe(day);
      }),
    );
  });
});

describe('fab time', () => {
  it('puts an instant in the day and week of the fab, not of UTC', () => {
    const late = new Date('2026-11-22T18:30:00Z');
    expect(isoDate(fabDay(late, { zone: 'Asia/Shanghai' }))).toBe('2026-11-23');
    expect(weekKey(fabWeek(late, { zone: 'Asia/Shanghai' }))).toBe('2026-W48');
    expect(weekKey(fabWeek(late, { zone: 'UTC' }))).toBe('2026-W47');
    expect(fabMinuteOfDay(late, { zone: 'Asia/Shanghai' })).toBe(150);
  });

  it('gives a week its first and last instant across a change of clocks', () => {
    const range = weekRange({ year: 2026, week: 43 }, { zone: 'Europe/Berlin' });
    expect(range.from.toISOString()).toBe('2026-10-18T22:00:00.000Z');
    expect(range.to.toISOString()).toBe('2026-10-25T23:00:00.000Z');
    expect([isoDate(range.firstDay), isoDate(range.lastDay)]).toEqual(['2026-10-19', '2026-10-25']);
  });

  it('starts a day whose midnight a change of clocks skips at its first moment', () => {
    expect(startOfDay({ year: 2022, month: 3, day: 27 }, 'Asia/Beirut').toISOString()).toBe('2022-03-26T22:00:00.000Z');
  });

  it('counts weeks from another day where the fab does', () => {
    const sunday = { zone: 'UTC', weekStart: 7 };
    expect(isoDate(weekRange({ year: 2026, week: 47 }, sunday).firstDay)).toBe('2026-11-22');
    expect(weekKey(fabWeek(new Date('2026-11-21T12:00:00Z'), sunday))).toBe('2026-W46');
    expect(() => weekOfDay({ year: 2026, month: 1, day: 1 }, 8)).toThrow(RangeError);
  });

  it('refuses weeks and zones that are not there', () => {
    expect(() => weekRange({ year: 2025, week: 53 }, { zone: 'UTC' })).toThrow(/no week 53/);
    expect(weekRange({ year: 2026, week: 53 }, { zone: 'UTC' }).lastDay.year).toBe(2027);
    expect(() => zoneOffset(new Date(0), 'Nowhere/Else')).toThrow(RangeError);
  });

  it('has each instant inside the week it is put in, weeks joined without a gap', () => {
    fc.assert(
      fc.property(instant, fc.constantFrom(...ZONES), fc.integer({ min: 1, max: 7 }), (time, zone, weekStart) => {
        const calendar = { zone, weekStart };
        const week = fabWeek(time, calendar);
        const range = weekRange(week, calendar);
        expect(range.from.getTime()).toBeLessThanOrEqual(time.getTime());
        expect(range.to.getTime()).toBeGreaterThan(time.getTime());
        expect(weekday(range.firstDay)).toBe(weekStart);
        const next = addWeeks(week, 1, weekStart);
        expect(weekRange(next, calendar).from.getTime()).toBe(range.to.getTime());
        expect(parseWeekKey(weekKey(week))).toEqual(week);
      }),
    );
  });

  it('reads week keys and nothing else', () => {
    expect(parseWeekKey('2026-W47')).toEqual({ year: 2026, week: 47 });
    expect(['2026-W00', '2026-W54', '2026W47', 'W47', ''].map(parseWeekKey)).toEqual([null, null, null, null, null]);
  });
});
