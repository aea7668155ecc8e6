import { describe, expect, it } from 'vitest';
import { windowStart } from './detection.service.ts';
import { excursionName } from './findings.writer.ts';

const WEEK_MS = 7 * 86_400_000;
const calendar = { zone: 'UTC', weekStart: 1 };

describe('the window of the detectors', () => {
  const nows = Array.from({ length: 200 }, (_, week) => new Date(Date.UTC(2026, 0, 7, 13) + week * WEEK_MS));
  const starts = nows.map((now) => windowStart(now, calendar));

  it('always holds 26 whole weeks, and never more than a block besides', () => {
    nows.forEach((now, at) => {
      const weeks = (now.getTime() - (starts[at]?.getTime() ?? 0)) / WEEK_MS;
      expect(weeks).toBeGreaterThanOrEqual(26);
      expect(weeks).toBeLessThan(26 + 13 + 1);
    });
  });

  it('begins on a Monday, and with another lot only each 13 weeks', () => {
    expect(new Set(starts.map((start) => start.getUTCDay()))).toEqual(new Set([1]));
    const lots = [...new Set(starts.map((start) => start.getTime()))];
    expect(lots.slice(1).map((start, at) => (start - (lots[at] ?? 0)) / WEEK_MS)).toEqual(lots.slice(1).map(() => 13));
  });
});

describe('the name of an excursion', () => {
  it('has four digits, and more where there are more', () => {
    expect([excursionName(7), excursionName(12_345)]).toEqual(['EX-0007', 'EX-12345']);
  });
});
