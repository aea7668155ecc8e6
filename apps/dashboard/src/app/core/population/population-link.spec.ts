import { describe, expect, it } from 'vitest';
import { readList, readPopulation, toPopulationFilter, writePopulation } from './population-link.ts';

const CALENDAR = { zone: 'Asia/Shanghai', weekStart: 1 };

describe('the wafers a link is about', () => {
  it('are what was chosen, and nothing else is written', () => {
    const link = {
      p: 'PMIC-K7',
      t: '-8w',
      lots: 'N4K791,N4K800',
      'f.step': '4210',
      'f.chamber': 'B',
      dies: '-3.2.5_0.0',
    };
    const { choice, dropped } = readPopulation(link);
    expect(dropped).toEqual([]);
    expect(toPopulationFilter(choice, CALENDAR)).toEqual({
      productId: 'PMIC-K7',
      insertion: null,
      lotTypes: null,
      weeks: 8,
      lots: ['N4K791', 'N4K800'],
      wafers: null,
      through: [{ stepId: '4210', toolId: null, chamber: 'B', recipeVersion: null }],
      programRevision: null,
      tester: null,
      probeCard: null,
      dies: '-3.2.5_0.0',
    });
    const written = Object.entries(writePopulation(choice)).filter(([, value]) => value !== null);
    expect(Object.fromEntries(written)).toEqual(link);
  });

  it('name what a hand-edited address says and does not mean', () => {
    expect(readPopulation({ t: 'yesterday', lt: 'toys', p: '', dies: 'edge' })).toMatchObject({
      choice: { product: undefined, period: null, lotTypes: null, dies: undefined },
      dropped: ['t=yesterday', 'lt=toys', 'dies=edge'],
    });
    const [long] = readPopulation({ dies: '0.0_'.repeat(900) }).dropped;
    expect(long?.length).toBeLessThan(80);
  });

  it('come from a list however it was pasted', () => {
    expect(readList(' N4K791\tN4K800\r\nN4K791; N4K801,,')).toEqual(['N4K791', 'N4K800', 'N4K801']);
  });

  it('leave the link when they are taken back', () => {
    // dies go with the product whose map they are of
    expect(writePopulation({ product: undefined, period: null, lots: [], lotTypes: ['PRODUCTION'] })).toEqual({
      p: null,
      dies: null,
      t: null,
      lots: null,
      lt: null,
    });
  });
});
