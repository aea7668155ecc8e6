import { describe, expect, it } from 'vitest';
import { inShift, type ShiftWindow } from './shift-window.ts';

const BERLIN = { zone: 'Europe/Berlin' };
const night = (...days: number[]): ShiftWindow => ({ days, from: 22 * 60, to: 6 * 60 });
const at = (text: string): Date => new Date(text);

describe('a shift', () => {
  it('covers everything when there is none', () => {
    expect(inShift([], at('2026-11-23T03:00:00Z'), BERLIN)).toBe(true);
  });

  it('goes by the fab’s clock and begins on its days', () => {
    const day: ShiftWindow = { days: [1, 2, 3, 4, 5], from: 6 * 60, to: 14 * 60 };
    // Monday 23 November 2026; Berlin is an hour ahead of UTC
    expect(inShift([day], at('2026-11-23T04:59:59Z'), BERLIN)).toBe(false);
    expect(inShift([day], at('2026-11-23T05:00:00Z'), BERLIN)).toBe(true);
    expect(inShift([day], at('2026-11-23T12:59:59Z'), BERLIN)).toBe(true);
    expect(inShift([day], at('2026-11-23T13:00:00Z'), BERLIN)).toBe(false);
    expect(inShift([day], at('2026-11-22T08:00:00Z'), BERLIN)).toBe(false);
  });

  it('over midnight belongs to the day on which it begins', () => {
    const sunday = [night(7)];
    expect(inShift(sunday, at('2026-11-22T21:00:00Z'), BERLIN)).toBe(true);
    expect(inShift(sunday, at('2026-11-23T04:59:00Z'), BERLIN)).toBe(true);
    expect(inShift(sunday, at('2026-11-23T05:00:00Z'), BERLIN)).toBe(false);
    // Saturday's night is nobody's, though its end lies on a Sunday
    expect(inShift(sunday, at('2026-11-22T01:00:00Z'), BERLIN)).toBe(false);
    expect(inShift([night(1)], at('2026-11-23T22:30:00Z'), BERLIN)).toBe(true);
  });

  it('lasts as people work it where clocks change', () => {
    const minutesOf = (from: string, hours: number): number =>
      Array.from({ length: hours * 60 }, (_, minute) => new Date(at(from).getTime() + minute * 60_000)).filter((time) =>
        inShift([night(6)], time, BERLIN),
      ).length;
    expect(minutesOf('2026-11-21T12:00:00Z', 24)).toBe(8 * 60);
    // the night to 29 March 2026 is an hour shorter, that to 25 October an hour longer
    expect(minutesOf('2026-03-28T12:00:00Z', 24)).toBe(7 * 60);
    expect(minutesOf('2026-10-24T12:00:00Z', 24)).toBe(9 * 60);
  });

  it('of equal times lasts a whole day from then', () => {
    const round = [{ days: [1], from: 6 * 60, to: 6 * 60 }];
    expect(inShift(round, at('2026-11-23T05:00:00Z'), BERLIN)).toBe(true);
    expect(inShift(round, at('2026-11-24T04:59:00Z'), BERLIN)).toBe(true);
    expect(inShift(round, at('2026-11-24T05:00:00Z'), BERLIN)).toBe(false);
  });
});
