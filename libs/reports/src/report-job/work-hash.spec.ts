import { describe, expect, it } from 'vitest';
import { lotFigures } from '../../test/lot-figures.ts';
import { workHash } from './work-hash.ts';

describe('the hash of what a report is made from', () => {
  it('is the same for the same figures, made anew', () => {
    expect(workHash('en', lotFigures({ wafers: 2 }))).toBe(workHash('en', lotFigures({ wafers: 2 })));
  });

  it('is another one for another request', () => {
    expect(workHash('en', lotFigures({ wafers: 2 }))).not.toBe(workHash('zh-CN', lotFigures({ wafers: 2 })));
  });

  it('sees one die that changed, and what stands in maps and sets', () => {
    const figures = lotFigures({ wafers: 2 });
    const before = workHash(figures);
    const bins = figures.maps?.[0]?.softBin;
    if (!bins) throw new Error('There is a map.');
    bins[17] = (bins[17] ?? 0) + 1;
    expect(workHash(figures)).not.toBe(before);
    expect(workHash(new Map([['A', 1]]))).not.toBe(workHash(new Map([['A', 2]])));
    expect(workHash(new Set(['A']))).not.toBe(workHash(new Set(['B'])));
  });
});
