import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binLosses } from './bin-loss.ts';

describe('loss by bin', () => {
  const now = {
    gross: 1000,
    bins: [
      { bin: 7, dies: 12 },
      { bin: 11, dies: 20 },
      { bin: 7, dies: 13 },
    ],
  };
  const before = {
    gross: 2000,
    bins: [
      { bin: 7, dies: 20 },
      { bin: 13, dies: 10 },
    ],
  };

  it('orders bins by their share of the gross dies and sums repeated bins', () => {
    expect(binLosses(now).losses).toEqual([
      { bin: 7, dies: 25, loss: 0.025, baseline: null, change: null },
      { bin: 11, dies: 20, loss: 0.02, baseline: null, change: null },
    ]);
    expect(binLosses(now).total).toBeCloseTo(0.045, 12);
  });

  it('compares with a baseline, keeping bins that are new and bins that went away', () => {
    const { losses, baselineGross } = binLosses(now, before);
    expect(losses.map(({ bin }) => bin)).toEqual([7, 11, 13]);
    expect(losses[0]?.change).toBeCloseTo(0.015, 12);
    expect(losses[1]).toMatchObject({ baseline: 0, change: 0.02 });
    expect(losses[2]).toMatchObject({ dies: 0, loss: 0, baseline: 0.005, change: -0.005 });
    expect(baselineGross).toBe(2000);
  });

  it('refuses more failing than gross dies', () => {
    expect(() => binLosses({ gross: 10, bins: [{ bin: 2, dies: 11 }] })).toThrow(RangeError);
    expect(() => binLosses({ gross: 0, bins: [] })).toThrow(RangeError);
    expect(() => binLosses(now, { gross: 0, bins: [] })).toThrow(RangeError);
  });

  it('adds up to what is missing to 100 %', () => {
    const sample = fc.array(fc.record({ bin: fc.nat(9), dies: fc.nat(500) }), { maxLength: 30 });
    fc.assert(
      fc.property(sample, fc.nat(5000), (bins, good) => {
        const failing = bins.reduce((sum, { dies }) => sum + dies, 0);
        const gross = failing + good + 1;
        const { losses, total } = binLosses({ bins, gross });
        expect(losses.reduce((sum, { loss }) => sum + loss, 0)).toBeCloseTo(total, 10);
        expect(total + (good + 1) / gross).toBeCloseTo(1, 10);
        expect(losses).toEqual([...losses].sort((a, b) => b.loss - a.loss || a.bin - b.bin));
      }),
    );
  });
});
