import { describe, expect, it } from 'vitest';
import type { RetestCounts } from './retest-consolidation.ts';
import { threeYields } from './three-yields.ts';

const counts: RetestCounts = {
  records: 110,
  recordsWithVerdict: 108,
  goodRecords: 81,
  dies: 100,
  goodFirst: 75,
  goodFinal: 80,
  retested: 10,
  recovered: 6,
  lostOnRetest: 1,
  noVerdict: 2,
  unplaced: 0,
};

describe('the three yields', () => {
  it('divide by the gross dies of the map and count the untested', () => {
    const yields = threeYields(counts, 125);
    expect(yields.basis).toBe('gross-dies');
    expect(yields.untested).toBe(25);
    expect(yields.final).toEqual({ good: 80, of: 125, value: 0.64 });
    expect(yields.firstPass).toEqual({ good: 75, of: 125, value: 0.6 });
    expect(yields.record).toEqual({ good: 81, of: 108, value: 0.75 });
  });

  it('divide by the tested dies where no map is defined', () => {
    const yields = threeYields(counts, null);
    expect(yields).toMatchObject({ basis: 'tested-dies', untested: null, final: { of: 100, value: 0.8 } });
  });

  it('do not trust a map that is smaller than the wafer', () => {
    const yields = threeYields(counts, 90);
    expect(yields).toMatchObject({ basis: 'tested-dies-map-too-small', untested: null, final: { of: 100 } });
  });

  it('have no value without dies', () => {
    const none = Object.fromEntries(Object.keys(counts).map((key) => [key, 0])) as unknown as RetestCounts;
    expect(threeYields(none, null).final.value).toBeNull();
    expect(threeYields(none, null).record.value).toBeNull();
  });
});
