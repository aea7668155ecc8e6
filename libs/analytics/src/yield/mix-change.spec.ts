import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { yieldDifference, type LotDies } from './group-yield.ts';
import { mixChange } from './mix-change.ts';

const lots = (...good: readonly number[]): LotDies[] => good.map((one) => ({ good: one, gross: 100 }));
const anyLots = fc.array(
  fc
    .integer({ min: 1, max: 400 })
    .chain((gross) => fc.record({ gross: fc.constant(gross), good: fc.integer({ min: 0, max: gross }) })),
  { maxLength: 5 },
);
const anyProducts = fc.array(fc.record({ name: fc.string(), now: anyLots, before: anyLots }), { maxLength: 5 });

const total = (
  products: readonly { now: readonly LotDies[]; before: readonly LotDies[] }[],
  side: 'now' | 'before',
) => {
  const all = products.flatMap((product) => product[side]);
  return (100 * all.reduce((sum, { good }) => sum + good, 0)) / all.reduce((sum, { gross }) => sum + gross, 0);
};

describe('the change of a total yield', () => {
  it('is within products where the shares stay', () => {
    const change = mixChange([
      { name: 'A', now: lots(80, 82, 84), before: lots(90, 92, 94) },
      { name: 'B', now: lots(70, 70, 70), before: lots(70, 70, 70) },
    ])!;
    expect(change.within.valuePp).toBeCloseTo(-5, 10);
    expect(change.mix.valuePp).toBeCloseTo(0, 10);
    expect(change.within.significant).toBe(true);
    expect(change.products.map(({ withinPp }) => Math.round(withinPp))).toEqual([-5, 0]);
  });

  it('is mix where only the shares move', () => {
    const change = mixChange([
      { name: 'A', now: lots(90, 90, 90), before: lots(90, 90, 90, 90, 90, 90) },
      { name: 'B', now: lots(70, 70, 70, 70, 70, 70), before: lots(70, 70, 70) },
    ])!;
    expect(change.within.valuePp).toBeCloseTo(0, 10);
    // two thirds at 90 and a third at 70 became a third and two thirds
    expect(change.mix.valuePp).toBeCloseTo(-20 / 3, 10);
    expect(change.total.valuePp).toBeCloseTo(-20 / 3, 10);
  });

  it('counts a product that came or went as mix', () => {
    const change = mixChange([
      { name: 'old', now: [], before: lots(80, 80, 80) },
      { name: 'new', now: lots(60, 60, 60), before: [] },
    ])!;
    expect([change.within.valuePp, change.mix.valuePp].map(Math.round)).toEqual([0, -20]);
  });

  it('of one product is Welch’s difference', () => {
    const [now, before] = [lots(80, 83, 86, 81), lots(90, 88, 93)];
    const change = mixChange([{ name: 'A', now, before }])!;
    const difference = yieldDifference(now, before);
    if ('kind' in difference.interval || 'kind' in change.total.interval) throw new Error('No interval.');
    expect(change.total.valuePp).toBeCloseTo(difference.valuePp!, 10);
    expect(change.total.interval.low).toBeCloseTo(difference.interval.low, 10);
    expect(change.total.interval.high).toBeCloseTo(difference.interval.high, 10);
  });

  it('says how many lots an interval lacks', () => {
    const change = mixChange([{ name: 'A', now: lots(80, 81), before: lots(90, 92, 94) }])!;
    expect(change.total.interval).toEqual({ kind: 'too-few-lots', lots: 2, needs: 3 });
    expect(change.total.significant).toBeNull();
    expect(mixChange([{ name: 'A', now: [], before: lots(90) }])).toBeNull();
  });

  it('always adds up to the whole, and turns its sign with the periods', () => {
    fc.assert(
      fc.property(anyProducts, (products) => {
        const change = mixChange(products);
        if (!change) return;
        const { total: all, within, mix } = change;
        expect(all.valuePp).toBeCloseTo(total(products, 'now') - total(products, 'before'), 8);
        expect(within.valuePp + mix.valuePp).toBeCloseTo(all.valuePp, 8);
        const back = mixChange(products.map(({ name, now, before }) => ({ name, now: before, before: now })))!;
        expect(back.within.valuePp).toBeCloseTo(-within.valuePp, 8);
        expect(change.products.reduce((sum, one) => sum + one.withinPp + one.mixPp, 0)).toBeCloseTo(all.valuePp, 8);
      }),
    );
  });
});
