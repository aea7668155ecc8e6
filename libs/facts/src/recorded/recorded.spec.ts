import { describe, expect, it } from 'vitest';
import { readServiceInterval, serviceIntervalName } from './service-interval.ts';
import { readWithdrawal, withdrawalText } from './withdrawal.ts';

describe('what is kept in fixed words', () => {
  it('is read back: a place since its last work, whatever the work is called', () => {
    const interval = { place: 'ETC-207/D', kind: 'wet-clean', since: new Date('2026-11-01T08:15:00Z') };
    expect(serviceIntervalName(interval)).toBe('ETC-207/D since wet-clean 2026-11-01T08:15Z');
    expect(readServiceInterval(serviceIntervalName(interval))).toEqual(interval);
    expect(readServiceInterval('ETC-207/D')).toBeNull();
  });

  it('is read back: why an excursion was withdrawn; what people wrote is left as it is', () => {
    for (const withdrawal of ['not-found', { partOf: 'EX-0003' }] as const) {
      expect(readWithdrawal(withdrawalText(withdrawal))).toEqual(withdrawal);
    }
    expect(readWithdrawal('part of the ring was loose')).toBeNull();
  });
});
