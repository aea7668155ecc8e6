import { describe, expect, it } from 'vitest';
import { droppedOf, readDefectsLink, toDefectFilter, writeDefectsLink, type DefectsLink } from './defects-link.ts';

const EMPTY: DefectsLink = {
  p: undefined,
  step: undefined,
  cls: undefined,
  t: undefined,
  tol: undefined,
  lot: undefined,
  wafer: undefined,
};

describe('the link of the defects page', () => {
  it('reads back what it writes', () => {
    const choice = {
      product: 'PMIC',
      step: 'M1',
      classes: [7, -1],
      weeks: 26,
      toleranceMm: 0.05,
      wafer: { lotId: 'L/1', waferId: '07' },
    };
    const written = writeDefectsLink(choice);
    const link = Object.fromEntries(Object.entries(written).map(([key, value]) => [key, String(value)]));
    expect(readDefectsLink({ ...EMPTY, ...link })).toEqual(choice);
  });

  it('leaves defaults out', () => {
    const defaults = readDefectsLink(EMPTY);
    expect(Object.values(writeDefectsLink(defaults)).every((value) => value === null)).toBe(true);
    expect(toDefectFilter(defaults)).toEqual({
      productId: null,
      stepId: null,
      classes: [],
      weeks: 8,
      toleranceMm: 0.1,
    });
  });

  it('takes a link that was edited by hand for what can be read of it', () => {
    const given = { ...EMPTY, cls: '7,abc,7,,-1,99999999', t: '-7w', tol: '-3', lot: 'L1' };
    expect(droppedOf(given)).toEqual(['cls=abc,99999999', 't=-7w', 'tol=-3', 'lot=L1']);
    const choice = readDefectsLink({ ...EMPTY, cls: '7,abc,7,,-1,99999999', t: '-7w', tol: '-3', lot: 'L1' });
    expect(choice).toMatchObject({ classes: [7, -1], weeks: 8, toleranceMm: 0.1, wafer: undefined });
  });
});
