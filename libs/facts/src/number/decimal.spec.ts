import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { magnitudeOf, roundDecimal, shiftDecimal, toPercent } from './decimal.ts';

const print = (value: number, places: number): string => {
  const { negative, whole, fraction } = roundDecimal(value, places);
  return `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
};

describe('decimal rounding', () => {
  it.each([
    [1.005, 2, '1.01'],
    [2.5, 0, '3'],
    [-2.5, 0, '-3'],
    [0.5, 0, '1'],
    [0.05, 1, '0.1'],
    [0.049, 1, '0.0'],
    [-0.04, 1, '0.0'],
    [-0, 2, '0.00'],
    [99.95, 1, '100.0'],
    [9.999, 2, '10.00'],
    [57.45, 1, '57.5'],
    [1e21, 0, '1000000000000000000000'],
    [1.5e-7, 7, '0.0000002'],
    [5e-324, 3, '0.000'],
    [123456.789, 1, '123456.8'],
    [92.1, 3, '92.100'],
  ])('%d to %i places is %s', (value, places, expected) => {
    expect(print(value, places)).toBe(expected);
  });

  it('refuses what is not a finite number', () => {
    expect(() => roundDecimal(Number.NaN, 1)).toThrow(RangeError);
    expect(() => roundDecimal(Infinity, 1)).toThrow(RangeError);
    expect(() => roundDecimal(1, 21)).toThrow(RangeError);
    expect(() => shiftDecimal(Number.NaN, 2)).toThrow(RangeError);
  });

  it('is never further from the number than half a unit of the last place', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.integer({ min: 0, max: 6 }), (value, places) => {
        const error = Math.abs(Number(print(value, places)) - value);
        expect(error).toBeLessThanOrEqual(0.5 * 10 ** -places + Math.abs(value) * 2e-16);
      }),
    );
  });

  it('leaves alone what already has the wanted decimals', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), (cents) => {
        expect(print(Number(`${cents}e-2`), 2)).toBe((cents / 100).toFixed(2).replace(/^-(0\.00)$/, '$1'));
      }),
    );
  });

  it('moves with the size of the number', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        (a, step) => {
          expect(Number(print(a, 2))).toBeLessThanOrEqual(Number(print(a + step, 2)));
        },
      ),
    );
  });
});

describe('fractions and percent', () => {
  it('does not add the error of a multiplication', () => {
    expect(0.9015 * 100).toBeLessThan(90.15);
    expect(toPercent(0.9015)).toBe(90.15);
    expect(toPercent(1e-7)).toBe(1e-5);
    expect(toPercent(0)).toBe(0);
  });

  it('knows the first digit', () => {
    expect([123, 0.0123, 1, 0, -9.9].map(magnitudeOf)).toEqual([2, -2, 0, 0, 0]);
  });
});
