import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summariseParametric } from './parametric-summary.ts';
import { quantileSorted } from './quantiles.ts';

describe('summary of a parametric test', () => {
  it('counts the dies it did not run on instead of averaging them', () => {
    const summary = summariseParametric(Float32Array.of(1, Number.NaN, 3, Number.NaN, 2));
    expect(summary).toMatchObject({ executed: 3, notExecuted: 2 });
    expect(summary.values).toMatchObject({ mean: 2, standardDeviation: 1, min: 1, max: 3, median: 2 });
  });

  it('interpolates quantiles as R and NumPy do by default (type 7)', () => {
    const summary = summariseParametric([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(summary.values?.p05).toBeCloseTo(1.45, 12);
    expect(summary.values?.p25).toBeCloseTo(3.25, 12);
    expect(summary.values?.median).toBeCloseTo(5.5, 12);
    expect(summary.values?.p75).toBeCloseTo(7.75, 12);
    expect(summary.values?.p95).toBeCloseTo(9.55, 12);
  });

  it('has no values when the test never ran, and no deviation of a single one', () => {
    expect(summariseParametric([Number.NaN, Infinity])).toEqual({ executed: 0, notExecuted: 2, values: null });
    expect(summariseParametric([7]).values).toMatchObject({ mean: 7, standardDeviation: null, p05: 7, p95: 7 });
  });

  it('keeps its digits far from zero (NIST StRD NumAcc3: mean 1000000.2, deviation .1)', () => {
    const values = [1_000_000.2];
    for (let i = 0; i < 500; i += 1) values.push(1_000_000.1, 1_000_000.3);
    const summary = summariseParametric(values);
    expect(summary.values?.mean).toBeCloseTo(1_000_000.2, 8);
    expect(summary.values?.standardDeviation).toBeCloseTo(0.1, 8);
  });

  it('orders its quantiles and does not depend on the order of the dies', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 }), (values) => {
        const { values: summary } = summariseParametric(values);
        if (!summary) throw new Error('expected values');
        const { min, p05, p25, median, p75, p95, max } = summary;
        const order = [min, p05, p25, median, p75, p95, max];
        expect(order).toEqual([...order].sort((a, b) => a - b));
        expect(summariseParametric([...values].reverse()).values?.median).toBe(median);
      }),
    );
  });

  it('refuses a quantile of nothing', () => {
    expect(() => quantileSorted([], 0.5)).toThrow(RangeError);
    expect(() => quantileSorted([1], 1.1)).toThrow(RangeError);
  });
});
