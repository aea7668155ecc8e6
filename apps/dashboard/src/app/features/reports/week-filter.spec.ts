import { describe, expect, it } from 'vitest';
import { weekFilter } from './week-filter.ts';

const product = { productId: 'A', insertion: 'CP1' };

describe('what a week report is about, on screen', () => {
  it('is its week and the eight before, by the fab’s calendar', () => {
    expect(weekFilter(product, '2026-W47', { zone: 'Asia/Shanghai', weekStart: 1 })).toEqual({
      ...product,
      from: '2026-09-20T16:00:00.000Z',
      to: '2026-11-22T16:00:00.000Z',
    });
  });

  it('begins with the fab’s first day of the week', () => {
    expect(weekFilter(product, '2026-W47', { zone: 'UTC', weekStart: 7 })?.to).toBe('2026-11-22T00:00:00.000Z');
  });

  it('is nothing for a period that is no week', () => {
    expect(weekFilter(product, '2026-11', { zone: 'UTC', weekStart: 1 })).toBeNull();
  });
});
