import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localSecondsToUtc } from './tester-clock.ts';

const local = (iso: string): number => Date.parse(`${iso}Z`) / 1000;
const utc = (iso: string, zone: string): string => localSecondsToUtc(local(iso), zone).toISOString();

describe('a tester’s local clock in UTC', () => {
  it.each([
    ['2001-06-05T20:50:22', 'UTC', '2001-06-05T20:50:22.000Z'],
    ['2026-01-10T08:00:00', 'Asia/Taipei', '2026-01-10T00:00:00.000Z'],
    ['2026-07-01T12:00:00', 'Europe/Berlin', '2026-07-01T10:00:00.000Z'],
    ['2026-07-01T12:00:00', 'Asia/Kolkata', '2026-07-01T06:30:00.000Z'],
    ['2026-07-01T12:00:00', 'America/Los_Angeles', '2026-07-01T19:00:00.000Z'],
  ])('%s in %s', (iso, zone, expected) => {
    expect(utc(iso, zone)).toBe(expected);
  });

  it('takes an hour that autumn shows twice as its first', () => {
    expect(utc('2026-10-25T02:30:00', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('moves an hour that spring leaves out on by the gap', () => {
    expect(utc('2026-03-29T02:30:00', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('shows the same local time again, outside of gaps', () => {
    const seconds = fc.integer({ min: 0, max: 4_000_000_000 });
    const zone = fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'UTC');
    fc.assert(
      fc.property(seconds, zone, (value, timeZone) => {
        const instant = localSecondsToUtc(value, timeZone);
        const shown = instant.toLocaleString('sv-SE', { timeZone }).replace(' ', 'T');
        const isGap = Math.abs(Date.parse(`${shown}Z`) / 1000 - value) <= 3600 && local(shown) !== value;
        expect(isGap || local(shown) === value).toBe(true);
      }),
    );
  });

  it('refuses a zone that does not exist', () => {
    expect(() => localSecondsToUtc(0, 'Mars/Olympus')).toThrow(RangeError);
  });
});
