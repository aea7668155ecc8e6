import { summariseParametric } from '@fabwright/analytics';
import { describe, expect, it } from 'vitest';
import { summariseWaferTests, type SummarySegment } from './summarise-wafer-tests.ts';

const segment = (die: number[], values: Record<number, number[]>): SummarySegment => ({
  die: Int32Array.from(die),
  values: new Map(Object.entries(values).map(([test, list]) => [Number(test), Float32Array.from(list)])),
});
const test = (number: number, lowLimit: number | null = null, highLimit: number | null = null) => ({
  number,
  lowLimit,
  highLimit,
});

describe('the summary of a wafer’s tests', () => {
  it('counts the last value of each die, and a retest that did not come to the test takes none away', () => {
    const first = segment([0, 1, 2], { 7: [1, 2, Number.NaN] });
    const retest = segment([2, 1, 0], { 7: [5, Number.NaN, 4] });
    const summary = summariseWaferTests({ dies: 3, segments: [first, retest], tests: [test(7)] });
    expect(summary).toMatchObject({ dies: 3, numbers: [7] });
    const { values } = summariseParametric([4, 2, 5]);
    expect(summary.executed[0]).toBe(3);
    expect(summary.median[0]).toBe(4);
    expect(summary.mean[0]).toBe(values?.mean);
    expect(summary.sd[0]).toBe(values?.standardDeviation);
    expect(summary.p05[0]).toBe(values?.p05);
  });

  it('leaves out records without a die, and says nothing of a test that never ran', () => {
    const summary = summariseWaferTests({
      dies: 1,
      segments: [segment([-1, 0], { 1: [100, 2] })],
      tests: [test(1), test(2, 0, 1)],
    });
    expect([...summary.executed]).toEqual([1, 0]);
    expect([...summary.max]).toEqual([2, Number.NaN]);
    expect([...summary.sd]).toEqual([Number.NaN, Number.NaN]);
    expect([...summary.above]).toEqual([0, 0]);
  });

  it('counts what lies beyond the limits; a value on a limit passes', () => {
    const values = segment([0, 1, 2, 3], { 1: [0.1, 0.3, 0.05, 0.4] });
    const summary = summariseWaferTests({ dies: 4, segments: [values], tests: [test(1, 0.1, 0.3)] });
    expect([summary.below[0], summary.above[0]]).toEqual([1, 1]);
  });
});
