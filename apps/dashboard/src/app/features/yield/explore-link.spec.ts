import { describe, expect, it } from 'vitest';
import { readExploreLink, readMeasure, measureKey, toMeasure, toPopulation, writeExploreLink } from './explore-link.ts';

const calendar = { zone: 'Asia/Shanghai' };

describe('the explorer in a link', () => {
  it('means final yield by lot over eight weeks when it says nothing, and writes nothing of that', () => {
    const { choice, dropped } = readExploreLink({});
    expect(choice).toMatchObject({ measure: { kind: 'FINAL_YIELD' }, by: 'LOT', period: { kind: 'weeks', weeks: 8 } });
    expect(dropped).toEqual([]);
    expect(Object.values(writeExploreLink(choice)).every((value) => value === null)).toBe(true);
  });

  it('reads back what it wrote', () => {
    const link = {
      p: 'K7',
      ins: 'CP1',
      t: '2026-09-28..2026-11-23',
      lt: 'all',
      lots: 'L1,L2',
      wafers: '~abcdefghij',
      'f.step': 'ETCH',
      'f.tool': 'ETC-1',
      'f.chamber': 'A',
      'f.recipe': '7',
      'f.rev': 'B',
      'f.tester': 'T1',
      'f.card': 'PC1',
      dies: '-3.2.5_0.0',
      y: 'fdc:ETCH:max:he_flow:outer',
      by: 'week',
      at: 'ETCH',
      split: 'chamber:ETCH',
      hl: 'ETC-1/A',
      sel: 'L1',
      v: 'test',
    };
    const { choice, dropped } = readExploreLink(link);
    expect(dropped).toEqual([]);
    expect(writeExploreLink(choice)).toEqual(link);
  });

  it.each([
    ['t', '-0w'],
    ['t', '2026-02-31..2026-03-01'],
    ['t', '2026-03-02..2026-03-01'],
    ['y', 'moon'],
    ['y', 'bin:five'],
    ['y', 'fdc:ETCH:mean'],
    ['by', 'year'],
    ['split', 'chamber'],
    ['split', 'slot:ETCH'],
    ['split', 'site:ETCH'],
    ['lt', 'secret'],
    ['sel', '~../etc'],
    ['v', 'x'],
  ])('names %s=%s, which means nothing, instead of dropping it in silence', (name, value) => {
    const { choice, dropped } = readExploreLink({ [name]: value });
    expect(choice).toEqual(readExploreLink({}).choice);
    expect(dropped).toEqual([`${name}=${value}`]);
  });

  it.each(['final', 'recovery', 'bin:5', 'test:1000', 'met:CD:cd', 'et:vt_n', 'fdc:ETCH:mean:he_flow'])(
    'keeps the measure %s',
    (key) => {
      const measure = readMeasure(key);
      expect(measure && measureKey(measure)).toBe(key);
    },
  );

  it('loses the split by site with a measure that no site has a part of', () => {
    const { choice } = readExploreLink({ split: 'site' });
    expect(choice.split).toEqual({ kind: 'SITE' });
    expect(toMeasure({ kind: 'BIN', bin: 5 }, choice)).toMatchObject({ split: null });
    expect(toMeasure({ kind: 'RECORD_YIELD' }, choice)).toEqual({ measure: { kind: 'RECORD_YIELD' } });
    expect(readExploreLink({ split: 'touchdown' }).choice.split).toEqual({ kind: 'TOUCHDOWN' });
  });

  it('asks for days of the fab, both included, and for one way that wafers went', () => {
    const { choice } = readExploreLink({ t: '2001-01-30..2001-02-02', 'f.tool': 'ETC-1', 'f.chamber': 'A' });
    expect(toPopulation(choice, 'K7', { lots: ['L1'], wafers: null }, calendar)).toMatchObject({
      productId: 'K7',
      from: '2001-01-29T16:00:00.000Z',
      to: '2001-02-02T16:00:00.000Z',
      lots: ['L1'],
      wafers: null,
      through: [{ stepId: null, toolId: 'ETC-1', chamber: 'A', recipeVersion: null }],
    });
  });
});
