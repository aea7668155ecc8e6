import { describe, expect, it } from 'vitest';
import { addMonths, fabMonth, monthKey, monthRange, parseMonthKey } from './fab-month.ts';

const shanghai = { zone: 'Asia/Shanghai' };
const berlin = { zone: 'Europe/Berlin' };

describe('a month of the fab', () => {
  it('begins and ends by the fab’s clock, also where that is put forward', () => {
    const march = monthRange({ year: 2026, month: 3 }, berlin);
    expect([march.from.toISOString(), march.to.toISOString()]).toEqual([
      '2026-02-28T23:00:00.000Z',
      '2026-03-31T22:00:00.000Z',
    ]);
    expect(march.lastDay).toEqual({ year: 2026, month: 3, day: 31 });
    expect(fabMonth(new Date('2026-10-31T17:00:00Z'), shanghai)).toEqual({ year: 2026, month: 11 });
  });

  it('goes over the turn of a year both ways', () => {
    expect(addMonths({ year: 2026, month: 1 }, -1)).toEqual({ year: 2025, month: 12 });
    expect(addMonths({ year: 2026, month: 11 }, 14)).toEqual({ year: 2028, month: 1 });
  });

  it('has a key that is read back, and no other text is one', () => {
    expect(parseMonthKey(monthKey({ year: 2026, month: 9 }))).toEqual({ year: 2026, month: 9 });
    for (const text of ['2026-13', '2026-0', '2026-W10', '2026-1-1']) expect(parseMonthKey(text)).toBeNull();
  });
});
