import { describe, expect, it } from 'vitest';
import { ewmaChart } from './ewma.ts';

/** Table 9.1 of Montgomery, 7th ed.: target 10, σ 1, shifted by +1 from the 21st value on. */
const MONTGOMERY = [
  9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.2, 10.34, 9.03, 11.47, 10.51, 9.4, 10.08, 9.37, 10.62, 10.31,
  8.52, 10.84, 10.9, 9.33, 12.29, 11.5, 10.6, 11.08, 10.38, 11.62, 11.31, 10.52,
];

describe('EWMA chart', () => {
  it('follows the published example (Montgomery, example 9.2: λ = .1, L = 2.7)', () => {
    const chart = ewmaChart(MONTGOMERY, 10, 1, { lambda: 0.1, width: 2.7 });
    expect(chart[0]?.value).toBeCloseTo(9.945, 6);
    expect(chart[1]?.value).toBeCloseTo(9.7495, 6);
    expect(chart[0]?.upper).toBeCloseTo(10.27, 2);
    expect(chart[1]?.upper).toBeCloseTo(10.36, 2);
    expect(chart[29]?.upper).toBeCloseTo(10.62, 2);
    expect(chart[29]?.lower).toBeCloseTo(9.38, 2);
    expect(chart[29]?.value).toBeCloseTo(10.6341, 4);
    expect(chart.map((point) => point.outside).indexOf(true)).toBe(28);
  });

  it('is a chart of the points themselves at λ = 1', () => {
    const chart = ewmaChart([1, -4, 2], 0, 1, { lambda: 1, width: 3 });
    expect(chart.map((point) => point.value)).toEqual([1, -4, 2]);
    expect(chart.map((point) => point.outside)).toEqual([false, true, false]);
  });

  it('finds a slow slope that no single point gives away', () => {
    const slope = Array.from({ length: 20 }, (_, i) => -0.12 * i);
    const chart = ewmaChart(slope, 0, 1);
    expect(Math.min(...slope)).toBeGreaterThan(-3);
    expect(chart.some((point) => point.outside && point.value < point.lower)).toBe(true);
  });

  it('refuses a weight that is none', () => {
    expect(() => ewmaChart([1], 0, 1, { lambda: 0, width: 3 })).toThrow(RangeError);
    expect(() => ewmaChart([1], 0, -1)).toThrow(RangeError);
  });
});
