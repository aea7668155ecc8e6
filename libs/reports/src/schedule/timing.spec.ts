import { describe, expect, it } from 'vitest';
import type { ScheduleTiming } from './schedule.ts';
import { lastFire, nextFires, timingProblem } from './timing.ts';

const MONDAY_EIGHT: ScheduleTiming = {
  cron: '0 8 * * 1',
  timeZone: 'Europe/Berlin',
  workingDays: [1, 2, 3, 4, 5],
  holidays: [],
  offDay: 'run',
};
const timing = (over: Partial<ScheduleTiming> = {}): ScheduleTiming => ({ ...MONDAY_EIGHT, ...over });
const times = (over: Partial<ScheduleTiming>, after: string, count: number): string[] =>
  nextFires(timing(over), new Date(after), count).map(({ at }) => at.toISOString().slice(0, 16));

describe('the next times of a schedule', () => {
  it('stay at eight by the clock when clocks change, in spring and in autumn', () => {
    expect(times({}, '2026-03-20T00:00:00Z', 2)).toEqual(['2026-03-23T07:00', '2026-03-30T06:00']);
    expect(times({}, '2026-10-18T00:00:00Z', 2)).toEqual(['2026-10-19T06:00', '2026-10-26T07:00']);
  });

  it('come once on the day on which an hour is skipped, and once on the one that has it twice', () => {
    const daily = { cron: '30 2 * * *' };
    expect(times(daily, '2026-03-28T12:00:00Z', 2)).toEqual(['2026-03-29T01:00', '2026-03-30T00:30']);
    expect(times(daily, '2026-10-24T12:00:00Z', 2)).toEqual(['2026-10-25T00:30', '2026-10-26T01:30']);
  });

  it('follow each zone: eight in Shanghai is midnight in UTC', () => {
    expect(times({ timeZone: 'Asia/Shanghai' }, '2026-11-22T12:00:00Z', 1)).toEqual(['2026-11-23T00:00']);
  });

  it('are passed over, or carried to the next working day at the same clock', () => {
    const holidays = ['2026-12-21', '2026-12-22'];
    const after = '2026-12-15T00:00:00Z';
    expect(times({ holidays, offDay: 'run' }, after, 2)).toEqual(['2026-12-21T07:00', '2026-12-28T07:00']);
    expect(times({ holidays, offDay: 'skip' }, after, 2)).toEqual(['2026-12-28T07:00', '2027-01-04T07:00']);
    expect(times({ holidays, offDay: 'shift' }, after, 2)).toEqual(['2026-12-23T07:00', '2026-12-28T07:00']);
  });

  it('still hold a time that was carried over when its own day has passed', () => {
    const shifted = timing({ holidays: ['2026-12-21'], offDay: 'shift' });
    const [fire] = nextFires(shifted, new Date('2026-12-21T12:00:00Z'), 1);
    expect(fire?.at.toISOString()).toBe('2026-12-22T07:00:00.000Z');
    expect(fire?.nominal.toISOString()).toBe('2026-12-21T07:00:00.000Z');
  });

  it('are carried over a weekend and over the change of clocks', () => {
    // Saturday 28 March at eight, carried to Monday 30 March: summer time by then
    expect(times({ cron: '0 8 * * 6', offDay: 'shift' }, '2026-03-27T12:00:00Z', 1)).toEqual(['2026-03-30T06:00']);
  });
});

describe('the last time that was missed', () => {
  const missed = (over: Partial<ScheduleTiming>, since: string, now: string): string | undefined =>
    lastFire(timing(over), new Date(since), new Date(now))?.at.toISOString().slice(0, 16);

  it('is the latest one of several, up to the very moment', () => {
    expect(missed({}, '2026-11-02T07:00:00Z', '2026-11-24T12:00:00Z')).toBe('2026-11-23T07:00');
    expect(missed({}, '2026-11-23T07:00:00Z', '2026-11-23T07:00:00Z')).toBe('2026-11-23T07:00');
    expect(missed({}, '2026-11-23T07:00:00Z', '2026-11-23T06:59:59Z')).toBeUndefined();
  });

  it('is the one carried over, not the day off', () => {
    const over = { holidays: ['2026-11-23'], offDay: 'shift' } as const;
    expect(missed(over, '2026-11-20T00:00:00Z', '2026-11-23T12:00:00Z')).toBeUndefined();
    expect(missed(over, '2026-11-20T00:00:00Z', '2026-11-24T12:00:00Z')).toBe('2026-11-24T07:00');
  });

  it('is none before the time that is due next', () => {
    expect(missed({}, '2026-11-30T07:00:00Z', '2026-11-24T12:00:00Z')).toBeUndefined();
  });
});

describe('what is no schedule', () => {
  const now = new Date('2026-11-22T00:00:00Z');
  it.each([
    [{ cron: 'Monday' }, 'cron'],
    [{ cron: '@weekly' }, 'cron'],
    [{ cron: '0 0 8 * * 1' }, 'cron'],
    [{ cron: '0 25 * * 1' }, 'cron'],
    [{ cron: '0 8 31 2 *' }, 'never'],
    [{ cron: '*/10 8 * * 1' }, 'too-often'],
    [{ timeZone: 'Europe/Nowhere' }, 'zone'],
    [{ workingDays: [] }, 'working-days'],
    [{ workingDays: [8] }, 'working-days'],
    [{ holidays: ['24.12.2026'] }, 'holiday'],
    [{ cron: '0 8 * * 6', offDay: 'skip' as const }, 'never'],
    [{}, null],
  ])('%j: %s', (over, problem) => {
    expect(timingProblem(timing(over), now)).toBe(problem);
  });
});
