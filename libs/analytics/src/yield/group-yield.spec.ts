import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededNormals } from '../../test/seeded-normals.ts';
import { groupYield, yieldDifference, type LotDies } from './group-yield.ts';

const lots: LotDies[] = [
  { good: 900, gross: 1000 },
  { good: 1880, gross: 2000 },
  { good: 460, gross: 500 },
  { good: 1410, gross: 1500 },
];

const lotDies = fc
  .tuple(fc.integer({ min: 1, max: 20_000 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([gross, share]) => ({ gross, good: Math.round(gross * share) }));

describe('yield of a group', () => {
  it('weighs by dies, not by lots', () => {
    expect(groupYield(lots).value).toBeCloseTo(4650 / 5000, 12);
  });

  it('takes its interval from the spread between lots (Cochran 6.13, worked by hand)', () => {
    // R = .93; residuals −30, 20, −5, 15: Σ² = 1550; x̄ = 1250; var = 1550/(4·3·1250²) = 8.2667e-5; t(3) = 3.182446
    const { interval } = groupYield(lots);
    if ('kind' in interval) throw new Error('expected an interval');
    const half = 3.182446 * Math.sqrt(1550 / (12 * 1250 ** 2));
    expect(interval.high - 0.93).toBeCloseTo(half, 7);
    expect(0.93 - interval.low).toBeCloseTo(half, 7);
  });

  it('says how many lots an interval needs', () => {
    expect(groupYield(lots.slice(0, 2)).interval).toEqual({ kind: 'too-few-lots', lots: 2, needs: 3 });
    expect(groupYield([]).value).toBeNull();
  });

  it('refuses more good than gross dies', () => {
    expect(() => groupYield([{ good: 5, gross: 4 }])).toThrow(RangeError);
  });

  it('stays within 0 and 1, with the value inside its interval, and does not depend on the order of lots', () => {
    fc.assert(
      fc.property(fc.array(lotDies, { minLength: 3, maxLength: 30 }), (group) => {
        const { value, interval } = groupYield(group);
        if ('kind' in interval || value === null) throw new Error('expected an interval');
        expect(interval.low).toBeGreaterThanOrEqual(0);
        expect(interval.high).toBeLessThanOrEqual(1);
        expect(interval.low).toBeLessThanOrEqual(value);
        expect(interval.high).toBeGreaterThanOrEqual(value);
        expect(groupYield([...group].reverse()).value).toBe(value);
      }),
    );
  });

  it('covers the truth in about 95 of 100 samples when lots vary more than dies would alone', () => {
    const normal = seededNormals(7);
    let covered = 0;
    const samples = 1500;
    for (let sample = 0; sample < samples; sample += 1) {
      const group = Array.from({ length: 12 }, () => {
        const gross = 600 * (5 + Math.floor(Math.abs(normal()) * 5));
        return { gross, good: Math.round(gross * Math.min(1, 0.9 + 0.013 * normal())) };
      });
      const { interval } = groupYield(group);
      if (!('kind' in interval) && interval.low <= 0.9 && interval.high >= 0.9) covered += 1;
    }
    expect(covered / samples).toBeGreaterThan(0.92);
    expect(covered / samples).toBeLessThan(0.97);
  });
});

describe('difference of two groups', () => {
  const better = lots.map(({ good, gross }) => ({ gross, good: good + gross * 0.05 }));

  it('is in percentage points and turns its sign with the groups', () => {
    const up = yieldDifference(better, lots);
    const down = yieldDifference(lots, better);
    expect(up.valuePp).toBeCloseTo(5, 10);
    expect(down.valuePp).toBeCloseTo(-5, 10);
    if ('kind' in up.interval || 'kind' in down.interval) throw new Error('expected intervals');
    expect(up.interval.low).toBeCloseTo(-down.interval.high, 10);
    expect(up.significant).toBe(true);
  });

  it('is not significant between a group and its own like', () => {
    expect(yieldDifference(lots, lots)).toMatchObject({ valuePp: 0, significant: false });
  });

  it('has a value, but no interval, for too few lots', () => {
    expect(yieldDifference(lots, lots.slice(0, 2))).toMatchObject({
      interval: { kind: 'too-few-lots', lots: 2, needs: 3 },
      significant: null,
    });
    expect(yieldDifference([], lots).valuePp).toBeNull();
  });

  it('is sure where neither group has any spread', () => {
    const flat = (good: number) => Array.from({ length: 3 }, () => ({ good, gross: 100 }));
    const difference = yieldDifference(flat(75), flat(50));
    expect(difference).toMatchObject({ valuePp: 25, interval: { low: 25, high: 25 }, significant: true });
  });
});
