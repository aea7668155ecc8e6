import { describe, expect, it } from 'vitest';
import { chosenPeriod } from './fab-calendar.ts';

const utc = { zone: 'UTC', weekStart: 1 };

describe('the period of a filter', () => {
  it('is eight whole fab weeks up to and with the running one', () => {
    const period = chosenPeriod({}, new Date('2026-11-20T10:00:00Z'), utc);
    expect(period.from.toISOString()).toBe('2026-09-28T00:00:00.000Z');
    // what is in test since the last move of a lot, and not what a wrong clock says
    expect(period.to > new Date('2026-11-20T20:00:00Z')).toBe(true);
    expect(period.to < new Date('2026-11-21T00:00:00Z')).toBe(true);
    expect(period.label).toBe('2026-W40..2026-W47');
  });

  it('begins at midnight of the fab, not of Greenwich', () => {
    const shanghai = { zone: 'Asia/Shanghai', weekStart: 1 };
    const period = chosenPeriod({ weeks: 1 }, new Date('2026-11-22T17:00:00Z'), shanghai);
    expect(period).toMatchObject({ from: new Date('2026-11-22T16:00:00Z'), label: '2026-W48' });
  });

  it('is what was asked for, bounded where the weeks make no sense', () => {
    const [from, to] = [new Date('2001-01-01T00:00:00Z'), new Date('2001-02-01T00:00:00Z')];
    expect(chosenPeriod({ from, to }, new Date(), utc)).toMatchObject({ from, to, label: '2001-W01..2001-W05' });
    expect(chosenPeriod({ weeks: -3 }, new Date('2026-11-20T10:00:00Z'), utc).label).toBe('2026-W47');
  });
});
