import { describe, expect, it } from 'vitest';
import { testLimitChanges, type TestSetSeen } from './test-limit-changes.ts';

const set = (day: number, highLimit: number | null, productId = 'A'): TestSetSeen => ({
  productId,
  at: new Date(Date.UTC(2026, 10, day)),
  tests: [
    { number: 1012, name: 'VTH_N', unit: 'V', lowLimit: 0.4, highLimit },
    { number: 1013, name: 'IDDQ', unit: 'µA', highLimit: 5 },
  ],
});

describe('changes of test limits', () => {
  it('are named with both limits, where a set differs from the one before', () => {
    expect(testLimitChanges([set(1, 0.5), set(2, 0.5), set(3, 0.48), set(4, null)])).toEqual([
      { label: '1012 VTH_N 0.4 … 0.5 V → 0.4 … 0.48 V', at: new Date(Date.UTC(2026, 10, 3)) },
      { label: '1012 VTH_N 0.4 … 0.48 V → 0.4 …  V', at: new Date(Date.UTC(2026, 10, 4)) },
    ]);
  });

  it('are those of one product, and a first sighting is none', () => {
    expect(testLimitChanges([set(1, 0.5, 'A'), set(2, 0.6, 'B')])).toEqual([]);
  });
});
