import { describe, expect, it } from 'vitest';
import { readMapsLink, writeOther, writeView } from './maps-link.ts';

describe('the link of the maps', () => {
  it('holds two groups of one product', () => {
    const choice = readMapsLink({
      p: 'K7',
      t: '-4w',
      cmp: 'group',
      'b.f.chamber': 'A',
      'b.p': 'OTHER',
      bins: '12,x,-3',
    });
    expect(choice.population).toMatchObject({ product: 'K7', period: { kind: 'weeks', weeks: 4 } });
    expect(choice.other).toMatchObject({ product: 'K7', chamber: 'A', period: null });
    expect(choice.bins).toEqual([12]);
    expect(choice.dropped).toEqual(['bins=x,-3']);
    expect(readMapsLink({ cmp: 'group', 'b.t': 'soon' }).dropped).toEqual(['b.t=soon']);
    expect(readMapsLink({ cmp: 'twin' })).toMatchObject({ other: null, dropped: ['cmp=twin'] });
    expect(writeOther({ product: 'OTHER', chamber: 'A' })).toEqual({ cmp: 'group', 'b.f.chamber': 'A' });
  });

  it('has no second group unless it was asked for, and loses all of it', () => {
    expect(readMapsLink({ 'b.f.chamber': 'A' }).other).toBeNull();
    const gone = writeOther(null);
    expect(gone['cmp']).toBeNull();
    expect(gone['b.f.chamber']).toBeNull();
  });

  it('leaves defaults out and names what means nothing', () => {
    expect(writeView({ zones: 'rings', order: 'newest', bins: [] })).toEqual({ zones: null, sort: null, bins: null });
    expect(readMapsLink({ zones: 'triangles', sort: 'colour' })).toMatchObject({
      zones: 'rings',
      order: 'newest',
      dropped: ['zones=triangles', 'sort=colour'],
    });
  });
});
