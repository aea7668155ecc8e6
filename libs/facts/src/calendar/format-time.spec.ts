import { describe, expect, it } from 'vitest';
import {
  formatClock,
  formatDate,
  formatDateRange,
  formatDateTime,
  formatMonth,
  formatWeek,
  formatWeekRange,
  formatZoneOffset,
} from './format-time.ts';

const day = (year: number, month: number, date: number) => ({ year, month, day: date });

describe('dates', () => {
  it('are written as each language writes them', () => {
    expect(formatDate(day(2026, 11, 23), 'en')).toBe('23 Nov 2026');
    expect(formatDate(day(2026, 11, 23), 'zh-CN')).toBe('2026年11月23日');
    expect(formatDate(day(2026, 1, 3), 'en', { year: false })).toBe('3 Jan');
    expect(formatDate(day(2026, 1, 3), 'zh-CN', { year: false })).toBe('1月3日');
  });

  it('name months as each language does', () => {
    expect(formatMonth({ year: 2026, month: 11 }, 'en')).toBe('Nov 2026');
    expect(formatMonth({ year: 2026, month: 11 }, 'zh-CN')).toBe('2026年11月');
  });

  it.each([
    ['16–22 Nov 2026', '2026年11月16–22日', day(2026, 11, 16), day(2026, 11, 22)],
    ['28 Sep – 4 Oct 2026', '2026年9月28日–10月4日', day(2026, 9, 28), day(2026, 10, 4)],
    ['28 Dec 2026 – 3 Jan 2027', '2026年12月28日–2027年1月3日', day(2026, 12, 28), day(2027, 1, 3)],
    ['23 Nov 2026', '2026年11月23日', day(2026, 11, 23), day(2026, 11, 23)],
  ])('range %s', (english, chinese, from, to) => {
    expect(formatDateRange(from, to, 'en')).toBe(english);
    expect(formatDateRange(from, to, 'zh-CN')).toBe(chinese);
  });

  it('carry the clock of the fab', () => {
    const time = new Date('2026-11-23T00:20:00Z');
    expect(formatDateTime(time, 'Asia/Shanghai', 'en')).toBe('23 Nov 2026, 08:20');
    expect(formatDateTime(time, 'Asia/Shanghai', 'zh-CN')).toBe('2026年11月23日 08:20');
    expect(formatClock(time, 'America/New_York')).toBe('19:20');
    expect(formatZoneOffset(time, 'Asia/Shanghai')).toBe('UTC+08:00');
    expect(formatZoneOffset(time, 'America/New_York')).toBe('UTC−05:00');
    expect(formatZoneOffset(time, 'Asia/Kolkata')).toBe('UTC+05:30');
    expect(formatZoneOffset(time, 'UTC')).toBe('UTC');
  });

  it('name weeks alike in both languages', () => {
    expect(formatWeek({ year: 2026, week: 7 })).toBe('W07');
    expect(formatWeekRange({ year: 2026, week: 40 }, { year: 2026, week: 45 })).toBe('W40–W45');
    expect(formatWeekRange({ year: 2026, week: 47 }, { year: 2026, week: 47 })).toBe('W47');
    expect(formatWeekRange({ year: 2026, week: 52 }, { year: 2027, week: 3 })).toBe('2026-W52–2027-W03');
  });
});
