import { describe, expect, it } from 'vitest';
import { quietEnough } from './quiet-enough.ts';

const now = 1_000_000;
const arrivals = (sinceSeconds: number, movedSeconds: number) => ({
  seq: 1,
  since: now - sinceSeconds * 1_000,
  movedAt: now - movedSeconds * 1_000,
});
const moment = { now, history: false, lastRunMs: 0 };

describe('when the detectors look', () => {
  it('is once arrivals pause', () => {
    expect(quietEnough(arrivals(1, 1), moment)).toBe(false);
    expect(quietEnough(arrivals(3, 3), moment)).toBe(true);
  });

  it('is after a while, also when they never pause', () => {
    expect(quietEnough(arrivals(14, 0), moment)).toBe(false);
    expect(quietEnough(arrivals(15, 0), moment)).toBe(true);
  });

  it('is later while history comes in, and when a run is long', () => {
    expect(quietEnough(arrivals(60, 0), { ...moment, history: true })).toBe(false);
    expect(quietEnough(arrivals(120, 0), { ...moment, history: true })).toBe(true);
    expect(quietEnough(arrivals(30, 0), { ...moment, lastRunMs: 5_000 })).toBe(false);
  });
});
