import { describe, expect, it } from 'vitest';
import type { FactorLevelFragment } from '@fabwright/data-access';
import { readExploreLink } from '../yield/explore-link.ts';
import { mapsParams, parameterParams, yieldParams } from './factor-link.ts';

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
    const choice = readExploreLink(yieldParams(chamber, excursion)).choice;
    expect(choice).toMatchObject({
      product: 'K7',
      insertion: 'CP1',
      by: 'WAFER',
      trackOutOf: '4210',
      split: { kind: 'CHAMBER', stepId: '4210' },
      tool: 'ETC-207',
    });
  });

  it('open the trend of a parameter', () => {
    const sensor = { source: 'sensor', name: 'he_flow_outer', statistic: 'mean', stepId: '4210' };
    const read = readExploreLink(parameterParams(sensor, excursion));
    expect(read.dropped).toEqual([]);
    expect(read.choice.measure).toEqual({
      kind: 'FDC',
      parameter: 'he_flow_outer',
      statistic: 'mean',
      stepId: '4210',
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
