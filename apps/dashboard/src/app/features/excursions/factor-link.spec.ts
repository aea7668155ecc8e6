import { describe, expect, it } from 'vitest';
import type { FactorLevelFragment } from '@fabwright/data-access';
import { mapsParams, yieldParams } from './factor-link.ts';

const chamber: FactorLevelFragment = {
  kind: 'CHAMBER',
  stepId: '4210',
  stepName: 'Contact etch',
  id: 'ETC-207/B',
  toolId: 'ETC-207',
  chamber: 'B',
  side: null,
  cut: null,
  unit: null,
};
const excursion = { productId: 'K7', insertion: 'CP1' };

describe('links of a row of the commonality', () => {
  it('open the yield by track-out of the step, split by chamber', () => {
    expect(yieldParams(chamber, excursion)).toEqual({
      p: 'K7',
      ins: 'CP1',
      by: 'chamber',
      at: '4210',
      'f.tool': 'ETC-207',
    });
  });

  it('open the maps of exactly these wafers, where a filter can say so', () => {
    expect(mapsParams(chamber, excursion)).toEqual({
      p: 'K7',
      ins: 'CP1',
      'f.step': '4210',
      'f.tool': 'ETC-207',
      'f.chamber': 'B',
    });
    expect(mapsParams({ ...chamber, kind: 'SLOT', id: '4' }, excursion)).toBeNull();
  });
});
