import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localTime, zoneOffset } from './time-zone.ts';

const ZONES = [
  'Asia/Shanghai',
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kathmandu',
  // half an hour in summer
  'Australia/Lord_Howe',
  // two hours, and back
  'Antarctica/Troll',
  // left out a whole day in 2011
  'Pacific/Apia',
  // left out an hour of several days around Ramadan
  'Africa/Casablanca',
] as const;

/** The same, asked of the runtime each time. */
function asked(instant: Date, timeZone: string) {
  const formatter = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, calendar: 'iso8601', numberingSystem: 'latn', hourCycle: 'h23' },
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
  });
  const parts = formatter.formatToParts(instant).filter(({ type }) => type !== 'literal');
  return Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
}

describe('the time of a zone', () => {
  it('is what the runtime says, asked or remembered', () => {
    const instant = fc.date({ min: new Date('1972-01-01Z'), max: new Date('2037-12-31Z'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, fc.constantFrom(...ZONES), (time, zone) => {
        expect(localTime(time, zone)).toEqual(asked(time, zone));
        expect(localTime(time, zone)).toEqual(asked(time, zone));
      }),
      { numRuns: 300 },
    );
  });

  it('is right to the second where a clock is changed', () => {
    const changes = [
      ['Europe/Berlin', '2026-10-25T01:00:00Z'],
      ['America/New_York', '2026-03-08T07:00:00Z'],
      ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
      ['Pacific/Apia', '2011-12-30T10:00:00Z'],
    ] as const;
    for (const [zone, at] of changes) {
      const times = [-86_400, -3600, -1, 0, 1, 3600, 86_400].map(
        (seconds) => new Date(Date.parse(at) + seconds * 1000),
      );
      for (const time of times) expect(localTime(time, zone)).toEqual(asked(time, zone));
      const [before = 0, after = 0] = [-1, 0].map((seconds) =>
        zoneOffset(new Date(Date.parse(at) + seconds * 1000), zone),
      );
      expect(after).not.toBe(before);
    }
  });

  it('is no time for a zone or a date that is none', () => {
    expect(() => localTime(new Date(0), 'Fab/Hall-2')).toThrow(RangeError);
    expect(() => localTime(new Date(0), 'Fab/Hall-2')).toThrow(RangeError);
    expect(() => localTime(new Date(Number.NaN), 'UTC')).toThrow(RangeError);
  });
});
