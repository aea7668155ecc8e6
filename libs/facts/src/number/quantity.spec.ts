import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toPercent } from './decimal.ts';
import { formatBytes, formatDuration } from './duration.ts';
import { formatNumber } from './format-number.ts';
import { formatProbability } from './probability.ts';
import { formatMeasured, formatPoints, formatQuantity, formatShare, formatYield } from './quantity.ts';

describe('quantities', () => {
  it.each([
    ['92.1 %', formatQuantity(92.1, '%', 1, 'en')],
    ['92.1 %', formatQuantity(92.1, '%', 1, 'zh-CN')],
    ['+0.62 pp', formatQuantity(0.62, 'pp', 2, 'en', { signed: true })],
    ['−1.8 pp', formatQuantity(-1.8, 'pp', 1, 'en')],
    ['−1.8 个百分点', formatQuantity(-1.8, 'pp', 1, 'zh-CN')],
    ['0.0 pp', formatQuantity(-0.04, 'pp', 1, 'en', { signed: true })],
    ['1,456 dies', formatQuantity(1456, 'dies', 0, 'en')],
    ['1,456 个芯片', formatQuantity(1456, 'dies', 0, 'zh-CN')],
    ['1 lot', formatQuantity(1, 'lots', 0, 'en')],
    ['0 lots', formatQuantity(0, 'lots', 0, 'en')],
    ['1.0 lots', formatQuantity(1, 'lots', 1, 'en')],
    ['72 片', formatQuantity(72, 'wafers', 0, 'zh-CN')],
    ['13', formatQuantity(13, 'none', 0, 'en')],
    ['4 of 13 lots', formatShare(4, 13, 'lots', 'en')],
    ['13 批中有 4 批', formatShare(4, 13, 'lots', 'zh-CN')],
    ['1 of 1 wafer', formatShare(1, 1, 'wafers', 'en')],
    ['1,234,567 dies', formatQuantity(1234567, 'dies', 0, 'en')],
    ['1.215 V', formatMeasured(1.2149, 'V', 3, 'zh-CN')],
    ['3', formatMeasured(3, '', 0, 'en')],
    ['95.40 %', formatYield(1389 / 1456, 'en', 2)],
    ['92.24 %', formatYield(1343 / 1456, 'en', 2)],
    ['88.53 %', formatYield(1389 / 1569, 'en', 2)],
    ['90.2 %', formatYield(0.9015, 'en')],
    ['+1.74 pp', formatPoints(0.0174, 'en', 2, { signed: true })],
  ])('%s', (expected, actual) => {
    expect(actual).toBe(expected);
  });

  it('prints a yield like the fact of its percentage', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.integer({ min: 1, max: 5000 }), fc.constantFrom(1, 2), (good, more, precision) => {
        const fraction = good / (good + more);
        expect(formatYield(fraction, 'en', precision)).toBe(formatQuantity(toPercent(fraction), '%', precision, 'en'));
      }),
    );
  });

  it('can be read back, in groups of three, with a true minus', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e12, max: 1e12, noNaN: true }),
        fc.integer({ min: 0, max: 4 }),
        (value, places) => {
          const text = formatNumber(value, places, 'en');
          expect(text).toMatch(/^−?\d{1,3}(,\d{3})*(\.\d+)?$/);
          const back = Number(text.replaceAll(',', '').replace('−', '-'));
          expect(Math.abs(back - value)).toBeLessThanOrEqual(0.500001 * 10 ** -places + Math.abs(value) * 1e-15);
          expect(formatNumber(back, places, 'en')).toBe(text);
        },
      ),
    );
  });
});

describe('probabilities', () => {
  it.each([
    [0.013, 'p = 0.013'],
    [0.0126, 'p = 0.013'],
    [0.5, 'p = 0.50'],
    [0.0995, 'p = 0.10'],
    [0.0999, 'p = 0.10'],
    [1, 'p = 1.0'],
    [0.0001, 'p = 0.00010'],
    [0.00009999, 'p < 10⁻⁴'],
    [0, 'p < 10⁻⁴'],
  ])('%d', (p, expected) => {
    expect(formatProbability(p, 'en')).toBe(expected);
  });

  it('refuses what is none', () => {
    expect(() => formatProbability(-0.1, 'en')).toThrow(RangeError);
    expect(() => formatProbability(Number.NaN, 'en')).toThrow(RangeError);
  });
});

describe('durations and sizes', () => {
  it.each([
    [0, '0 ms'],
    [850, '850 ms'],
    [999.6, '1.0 s'],
    [1234, '1.2 s'],
    [9_951, '10 s'],
    [59_600, '1 min'],
    [200_000, '3 min 20 s'],
    [7_500_000, '2 h 5 min'],
    [86_399_000, '1 d'],
    [273_600_000, '3 d 4 h'],
  ])('%d ms is %s', (milliseconds, expected) => {
    expect(formatDuration(milliseconds, 'en')).toBe(expected);
  });

  it.each([
    [812, '812 B'],
    [1600, '1.6 kB'],
    [999_960, '1.0 MB'],
    [2_147_483_648, '2.1 GB'],
  ])('%d bytes is %s', (bytes, expected) => {
    expect(formatBytes(bytes, 'en')).toBe(expected);
  });

  it('refuses what is below zero', () => {
    expect(() => formatDuration(-1, 'en')).toThrow(RangeError);
    expect(() => formatBytes(-1, 'en')).toThrow(RangeError);
  });
});
