import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logGamma, studentTCdf, studentTCritical } from './student-t.ts';

describe("Student's t", () => {
  it.each([
    [1, 12.7062],
    [2, 4.3027],
    [5, 2.5706],
    [10, 2.2281],
    [30, 2.0423],
    [120, 1.9799],
  ])('has the tabulated two-sided 95 %% point for %i degrees of freedom', (df, expected) => {
    expect(studentTCritical(0.95, df)).toBeCloseTo(expected, 4);
  });

  it('tends to the normal distribution', () => {
    expect(studentTCritical(0.95, 1e7)).toBeCloseTo(1.959964, 5);
  });

  it('is the inverse of its distribution function', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.999, noNaN: true }),
        fc.double({ min: 0.7, max: 500, noNaN: true }),
        (confidence, df) => {
          expect(studentTCdf(studentTCritical(confidence, df), df)).toBeCloseTo(0.5 + confidence / 2, 8);
        },
      ),
    );
  });

  it('knows the gamma function at integers and halves', () => {
    expect(logGamma(5)).toBeCloseTo(Math.log(24), 12);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
    expect(() => logGamma(0)).toThrow(RangeError);
    expect(() => studentTCritical(1, 3)).toThrow(RangeError);
    expect(() => studentTCritical(0.9, 0)).toThrow(RangeError);
  });
});
