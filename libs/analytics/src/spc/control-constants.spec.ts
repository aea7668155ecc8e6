import { describe, expect, it } from 'vitest';
import { c4, d2, d3 } from './control-constants.ts';
import { robustSigma } from './robust-sigma.ts';

describe('control chart constants', () => {
  it.each([
    [2, 1.128, 0.7979],
    [3, 1.693, 0.8862],
    [4, 2.059, 0.9213],
    [5, 2.326, 0.94],
    [10, 3.078, 0.9727],
  ])('of subgroups of %i', (n, expectedD2, expectedC4) => {
    expect(d2(n)).toBe(expectedD2);
    expect(c4(n)).toBeCloseTo(expectedC4, 4);
  });

  it('make D3 and D4 of range charts (n = 2: 0 and 3.267, n = 5: 0 and 2.114, n = 25: .459 and 1.541)', () => {
    const factor = (n: number, sign: number) => Math.max(0, 1 + (sign * 3 * d3(n)) / d2(n));
    expect([2, 5, 25].map((n) => factor(n, 1).toFixed(2))).toEqual(['3.27', '2.11', '1.54']);
    expect([2, 5, 25].map((n) => factor(n, -1).toFixed(2))).toEqual(['0.00', '0.00', '0.46']);
  });

  it('c4 of a full lot of 25 wafers', () => {
    expect(c4(25)).toBeCloseTo(0.9896, 4);
  });

  it('end where there is no spread to speak of', () => {
    expect(() => d2(1)).toThrow(RangeError);
    expect(() => d2(26)).toThrow(RangeError);
    expect(() => c4(1)).toThrow(RangeError);
  });
});

describe('robust σ of individuals', () => {
  it('is the mean moving range over 1.128', () => {
    expect(robustSigma([1, 3, 2, 6], 'moving-range')).toBeCloseTo(7 / 3 / 1.128, 12);
  });

  it('is 1.4826 times the median deviation, and does not see one wild point', () => {
    const quiet = [10, 11, 9, 10.5, 9.5, 10.2, 9.8];
    const wild = [...quiet.slice(0, -1), 1000];
    expect(robustSigma([1, 2, 3, 4, 9], 'mad')).toBeCloseTo(1.4826, 4);
    expect(robustSigma(wild, 'mad')).toBeLessThan(2 * robustSigma(quiet, 'mad'));
    expect(robustSigma(wild, 'moving-range')).toBeGreaterThan(20 * robustSigma(quiet, 'moving-range'));
  });

  it('needs two values', () => {
    expect(() => robustSigma([1], 'mad')).toThrow(RangeError);
  });
});
