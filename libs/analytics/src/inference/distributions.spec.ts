import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaQuantile, fCdf, fQuantile } from './beta-and-f.ts';
import { chiSquareCdf, chiSquareQuantile, chiSquareUpper } from './chi-square.ts';
import { incompleteGamma, upperIncompleteGamma } from './incomplete-gamma.ts';
import { normalCdf, normalQuantile, normalUpper } from './normal.ts';
import { seededRandom } from './seeded-random.ts';
import { shuffleFirst } from './shuffle.ts';
import { incompleteBeta } from './student-t.ts';
import { welchTest } from './welch.ts';

const relative = (actual: number, expected: number): number => Math.abs(actual / expected - 1);

// Values to full precision: SciPy 1.17.1 (norm.ppf, norm.cdf, gammainc, chi2.ppf, f.ppf, beta.ppf).
describe('distributions', () => {
  it.each([
    [1e-300, -37.0470962993612],
    [1e-10, -6.361340902404056],
    [0.00135, -2.9999769927033935],
    [0.025, -1.9599639845400545],
    [0.9, 1.2815515655446004],
    [0.9999999, 5.199337582290661],
  ])('normal quantile of %d', (p, expected) => {
    expect(relative(normalQuantile(p), expected)).toBeLessThan(1e-9);
  });

  it.each([
    [-8, 6.22096057427174e-16],
    [-3, 0.0013498980316300933],
    [-1, 0.15865525393145707],
    [0.5, 0.6914624612740131],
    [3, 0.9986501019683699],
  ])('normal distribution at %d', (z, expected) => {
    expect(relative(normalCdf(z), expected)).toBeLessThan(1e-12);
    expect(relative(normalUpper(-z), expected)).toBeLessThan(1e-12);
  });

  it.each([
    [0.5, 0.1, 0.34527915398142317],
    [0.5, 4, 0.9953222650189527],
    [5, 3, 0.18473675547622787],
    [50, 60, 0.9155933189063082],
    [5000, 5100, 0.9206711189223811],
  ])('incomplete gamma P(%d, %d)', (a, x, expected) => {
    expect(relative(incompleteGamma(a, x), expected)).toBeLessThan(1e-10);
    expect(incompleteGamma(a, x) + upperIncompleteGamma(a, x)).toBeCloseTo(1, 12);
  });

  // 18.307, 3.940 and 124.342 also stand in the NIST/SEMATECH e-Handbook, table 1.3.6.7.4.
  it.each([
    [0.025, 1, 0.0009820691171752555],
    [0.975, 1, 5.023886187314888],
    [0.05, 10, 3.9402991361190605],
    [0.95, 10, 18.307038053275146],
    [0.95, 100, 124.34211340400407],
    [0.025, 5000, 4805.904730862248],
    [0.999, 3, 16.26623619623813],
  ])('χ² quantile of %d with %i degrees of freedom', (p, df, expected) => {
    expect(relative(chiSquareQuantile(p, df), expected)).toBeLessThan(1e-9);
    expect(chiSquareCdf(expected, df)).toBeCloseTo(p, 9);
    expect(chiSquareUpper(expected, df)).toBeCloseTo(1 - p, 9);
  });

  // 161.448 and 3.326 also stand in the NIST/SEMATECH e-Handbook, table 1.3.6.7.3.
  it.each([
    [0.95, 1, 1, 161.4476387975882],
    [0.95, 5, 10, 3.3258345304130104],
    [0.99, 9, 175, 2.5101367021295795],
    [0.9973, 3, 20, 6.649483736380058],
  ])('F quantile of %d with %i and %i degrees of freedom', (p, df1, df2, expected) => {
    expect(relative(fQuantile(p, df1, df2), expected)).toBeLessThan(1e-9);
  });

  it.each([
    [0.95, 4.5, 87, 0.09093877145591087],
    [0.01, 0.5, 0.5, 0.00024671981713422146],
    [0.9973, 2, 10, 0.5402731747632891],
  ])('beta quantile of %d', (p, a, b, expected) => {
    expect(relative(betaQuantile(p, a, b), expected)).toBeLessThan(1e-9);
  });

  it('are inverses of each other and never NaN', () => {
    const p = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
    const df = fc.double({ min: 0.5, max: 3000, noNaN: true });
    fc.assert(
      fc.property(p, df, df, (chance, a, b) => {
        expect(normalCdf(normalQuantile(chance))).toBeCloseTo(chance, 10);
        expect(chiSquareCdf(chiSquareQuantile(chance, a), a)).toBeCloseTo(chance, 7);
        expect(fCdf(fQuantile(chance, a, b), a, b)).toBeCloseTo(chance, 7);
        // Below 1 the density at 1 is infinite: there no double is near enough to its quantile.
        const [c, d] = [Math.max(1, a), Math.max(1, b)];
        expect(incompleteBeta(c, d, betaQuantile(chance, c, d))).toBeCloseTo(chance, 7);
      }),
      { numRuns: 60 },
    );
  });

  it('refuse what has no answer', () => {
    expect(() => normalQuantile(0)).toThrow(RangeError);
    expect(() => chiSquareQuantile(1, 3)).toThrow(RangeError);
    expect(() => chiSquareCdf(1, 0)).toThrow(RangeError);
    expect(() => fCdf(1, 0, 3)).toThrow(RangeError);
    expect(() => betaQuantile(0.5, 0, 1)).toThrow(RangeError);
    expect(() => incompleteGamma(0, 1)).toThrow(RangeError);
  });
});

describe('seeded randomness', () => {
  it('is the same stream for the same seed, even over its range', () => {
    const [a, b] = [seededRandom(7), seededRandom(7)];
    const draws = Array.from({ length: 20_000 }, () => a());
    expect(draws.slice(0, 50)).toEqual(Array.from({ length: 50 }, () => b()));
    const tenths = Array.from({ length: 10 }, (_, tenth) => draws.filter((u) => Math.floor(u * 10) === tenth).length);
    const chiSquare = tenths.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0);
    expect(chiSquareUpper(chiSquare, 9)).toBeGreaterThan(0.001);
  });

  it('samples without losing anything', () => {
    const items = Int32Array.from({ length: 30 }, (_, i) => i);
    shuffleFirst(items, 12, seededRandom(3));
    expect([...items].sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, i) => i));
  });
});

describe("Welch's t", () => {
  // scipy.stats.ttest_ind(a, b, equal_var=False) of SciPy 1.17.1.
  it('is what others compute, and null where nothing varies', () => {
    const test = welchTest([1.1, 2.3, 3.2, 4.8, 5.9], [2.0, 0.4, 1.5, 0.9]);
    expect(test?.statistic).toBeCloseTo(2.439480305377178, 10);
    expect(test?.df).toBeCloseTo(5.239907020297988, 10);
    expect(test?.p).toBeCloseTo(0.05642482434312534, 9);
    expect(welchTest([0.1, 0.1, 0.1], [0.1, 0.1])).toBeNull();
    expect(welchTest([1], [1, 2])).toBeNull();
  });
});
