import { describe, expect, it } from 'vitest';
import { valueHistogram } from './value-histogram.ts';

const none = { low: null, high: null };

describe('the distribution of a test', () => {
  it('counts every die that was run, in a bar or beyond', () => {
    const values = Float32Array.from({ length: 200 }, (_, die) =>
      die === 7 ? Number.NaN : die === 8 ? 1e6 : die % 20,
    );
    const drawn = valueHistogram(values, 1, 18, none);
    const inBars = drawn?.counts.reduce((sum, count) => sum + count, 0) ?? 0;
    expect(inBars + (drawn?.beyond ?? 0)).toBe(199);
    expect(drawn?.beyond).toBe(1);
    expect(drawn?.edges.at(-1)).toBeLessThan(100);
  });

  it('counts what lies outside either limit, and nothing without limits', () => {
    expect(valueHistogram([1, 2, 3, 4], 1, 4, { low: 1.5, high: null })?.outside).toBe(1);
    expect(valueHistogram([1, 2, 3, 4], 1, 4, { low: 1.5, high: 3.5 })?.outside).toBe(2);
    expect(valueHistogram([1, 2, 3, 4], 1, 4, none)?.outside).toBeNull();
  });

  it('draws dies that are all alike, and says when none was run', () => {
    const alike = valueHistogram([5, 5, 5], 5, 5, none);
    expect(alike?.counts.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(valueHistogram([Number.NaN], null, null, none)).toBeNull();
  });
});
