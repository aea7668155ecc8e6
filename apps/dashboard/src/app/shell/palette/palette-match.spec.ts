import { describe, expect, it } from 'vitest';
import { best, rankOf } from './palette-match.ts';

describe('finding by a few letters', () => {
  it.each([
    ['n4k8', 'N4K-800.1', 0],
    ['8001', 'N4K-800.1', 1],
    ['K80', 'N4K-800.1', 2],
    ['N4K-800', 'N4K800', 0],
    ['批次', '批次与晶圆', 0],
    ['N5', 'N4K-800.1', null],
  ])('%s in %s', (typed, text, rank) => {
    expect(rankOf(typed, text)).toBe(rank);
  });

  it('puts beginnings before endings before middles, and keeps the order of equals', () => {
    const entries = ['x12x', 'x12', '12x', '12y', 'zz'].map((label) => ({ label }));
    expect(best('12', entries).map(({ label }) => label)).toEqual(['12x', '12y', 'x12', 'x12x']);
  });

  it('offers everything as long as nothing is typed', () => {
    expect(best(' ', [{ label: 'b' }, { label: 'a' }])).toHaveLength(2);
  });
});
