import { describe, expect, it } from 'vitest';
import { thinnedIndices } from './thin-points.ts';

describe('thinning', () => {
  it('leaves what fits as it is', () => {
    expect(thinnedIndices([3, 1, 2], 3)).toEqual([0, 1, 2]);
  });

  it('keeps outliers, in order, each index once', () => {
    const values = Array.from({ length: 10_000 }, (_, at) => Math.sin(at / 50));
    values[4321] = -9;
    values[7654] = 9;
    const kept = thinnedIndices(values, 200);
    expect(kept.length).toBeLessThanOrEqual(200);
    expect(kept).toEqual(expect.arrayContaining([4321, 7654]));
    expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
  });
});
