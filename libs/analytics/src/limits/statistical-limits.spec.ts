import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededNormals } from '../../test/seeded-normals.ts';
import type { LotFraction, StatisticalLimits } from './statistical-limit-types.ts';
import { statisticalBinLimits, statisticalYieldLimits } from './statistical-limits.ts';

const lotsWith = (values: readonly number[]): LotFraction[] => values.map((value, i) => ({ lot: `L${i}`, value }));

function limitsOf(found: ReturnType<typeof statisticalYieldLimits>): StatisticalLimits {
  if (found.kind !== 'statistical-limits') throw new Error(`expected limits, got ${found.reason}`);
  return found;
}

describe('statistical yield and bin limits', () => {
  const normal = seededNormals(5);
  const yields = Array.from({ length: 400 }, () => 0.85 + 0.01 * normal());

  it('lie 3 and 4 σ below the centre for yields, above it for bins', () => {
    for (const spread of ['iqr', 'mad'] as const) {
      const syl = limitsOf(statisticalYieldLimits(lotsWith(yields), { spread }));
      expect(syl.limit1).toBeCloseTo(0.82, 2);
      expect(syl.limit2).toBeCloseTo(0.81, 2);
      expect(syl).toMatchObject({ scale: 'linear', level: 'lot', lots: 400, beyondLimit2: 0 });
    }
    const sbl = limitsOf(statisticalBinLimits(lotsWith(yields.map((y) => y - 0.75))));
    expect(sbl.limit1).toBeCloseTo(0.13, 2);
    expect(sbl.limit2).toBeCloseTo(0.14, 2);
  });

  it('do not move for the deep lots they are there to catch', () => {
    const deep = yields.map((y, i) => (i % 20 === 0 ? 0.3 : y));
    const [clean, dirty] = [yields, deep].map((values) => limitsOf(statisticalYieldLimits(lotsWith(values))));
    expect(Math.abs((clean?.limit1 ?? 0) - (dirty?.limit1 ?? 1))).toBeLessThan(0.004);
    expect(dirty?.beyondLimit2).toBe(20);
    const trimmed = limitsOf(statisticalYieldLimits(lotsWith(deep), { centre: 'trimmed-mean', spread: 'mad' }));
    expect(trimmed.centre).toBeCloseTo(0.85, 2);
  });

  it('need 25 lots; many wafers of few lots are no more', () => {
    expect(statisticalYieldLimits(lotsWith(yields.slice(0, 24)))).toEqual({
      kind: 'no-statistical-limits',
      reason: 'too-few-lots',
      lots: 24,
      needs: 25,
    });
    const wafers = yields.map((value, i) => ({ lot: `L${i % 10}`, value }));
    expect(statisticalYieldLimits(wafers)).toMatchObject({ reason: 'too-few-lots', lots: 10 });
    expect(statisticalYieldLimits(lotsWith(yields.slice(0, 30)), { minimumLots: 3 }).kind).toBe('statistical-limits');
    expect(statisticalYieldLimits(lotsWith(yields.slice(0, 30)), { minimumLots: 40 })).toMatchObject({ needs: 40 });
    const enough = yields.map((value, i) => ({ lot: `L${i % 40}`, value }));
    expect(statisticalYieldLimits(enough)).toMatchObject({ level: 'wafer', lots: 40, values: 400 });
  });

  it('stay inside 0 and 100 % by the logit, with the wider side towards the middle', () => {
    const syl = limitsOf(statisticalYieldLimits(lotsWith(yields.map((y) => Math.min(1, 0.99 + (y - 0.85) / 2)))));
    expect(syl.scale).toBe('logit');
    expect(syl.limit2).toBeGreaterThan(0.5);
    const sbl = limitsOf(statisticalBinLimits(lotsWith(yields.map((y) => Math.max(0, 0.002 + (y - 0.85) / 10)))));
    expect(sbl.scale).toBe('logit');
    expect(sbl.limit2).toBeGreaterThan(sbl.limit1);
    expect(sbl.limit2).toBeLessThan(1);
  });

  it('refuse equal values, and percent where fractions belong', () => {
    expect(statisticalBinLimits(lotsWith(yields.map(() => 0)))).toMatchObject({ reason: 'no-spread' });
    expect(statisticalYieldLimits(lotsWith(yields.map((y) => y * 100)))).toMatchObject({ reason: 'not-a-fraction' });
    expect(statisticalYieldLimits(lotsWith(yields.map(() => Number.NaN)))).toMatchObject({ reason: 'not-a-fraction' });
    expect(statisticalYieldLimits([])).toMatchObject({ reason: 'too-few-lots', lots: 0 });
  });

  it('are numbers inside 0…1 in the right order, whatever the order of the lots', () => {
    const fractions = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 25, maxLength: 80 });
    fc.assert(
      fc.property(fractions, fc.constantFrom('iqr', 'mad'), (values, spread) => {
        const found = statisticalYieldLimits(lotsWith(values), { spread });
        const turned = statisticalYieldLimits([...lotsWith(values)].reverse(), { spread });
        expect(turned).toEqual(found);
        if (found.kind !== 'statistical-limits') return;
        expect(found.limit2 >= 0 && found.limit2 <= found.limit1 && found.limit1 <= found.centre).toBe(true);
        const mirrored = limitsOf(statisticalBinLimits(lotsWith(values.map((v) => 1 - v)), { spread }));
        if (found.scale === mirrored.scale) expect(mirrored.limit1).toBeCloseTo(1 - found.limit1, 9);
      }),
    );
  });
});
