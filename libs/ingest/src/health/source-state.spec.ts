import { describe, expect, it } from 'vitest';
import { delaySeconds, isLate } from './event-delay.ts';
import { sourceState, usualDelayMs } from './source-state.ts';

const MINUTE = 60_000;

describe('sourceState', () => {
  it.each([
    [0, 'ok'],
    [1.99, 'ok'],
    [2, 'watch'],
    [5.99, 'watch'],
    [6, 'stale'],
  ])('after %s usual delays of silence is %s', (delays, state) => {
    expect(sourceState(delays * 5 * MINUTE, 5 * MINUTE)).toBe(state);
  });
});

describe('usualDelayMs', () => {
  it('is the gap that nine of ten stay within, so that one long weekend does not count', () => {
    const arrivals = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 5_000].map((minute) => minute * MINUTE);
    expect(usualDelayMs(arrivals, 0)).toBe(10 * MINUTE);
  });

  it('is never below the minute by which arrivals are counted', () => {
    expect(usualDelayMs([0, 1_000], 0)).toBe(MINUTE);
  });

  it('falls back where there is no gap to learn from', () => {
    expect(usualDelayMs([5], 30 * MINUTE)).toBe(30 * MINUTE);
  });
});

describe('a delay', () => {
  const now = new Date('2026-11-23T12:00:00Z');
  const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);

  it('is zero for an event ahead of the fab', () => {
    expect(delaySeconds(hoursAgo(-2), now)).toBe(0);
  });

  it.each([
    [0.9, false],
    [1, true],
    [48, true],
    [24 * 7, false],
    [24 * 90, false],
  ])('of %s hours counts as late: %s', (hours, late) => {
    expect(isLate(delaySeconds(hoursAgo(hours), now))).toBe(late);
  });
});
