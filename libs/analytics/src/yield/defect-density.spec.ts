import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defectDensity, modelYield, type YieldModel } from './defect-density.ts';

const poisson = { name: 'poisson' } as const;
const murphy = { name: 'murphy' } as const;
const seeds = { name: 'seeds' } as const;
const clustered = { name: 'negative-binomial', alpha: 2 } as const;

describe('yield models', () => {
  it.each<[YieldModel, readonly [number, number, number]]>([
    [poisson, [0.6065, 0.3679, 0.1353]],
    [murphy, [0.6193, 0.3996, 0.1869]],
    [seeds, [0.6667, 0.5, 0.3333]],
    [clustered, [0.64, 0.4444, 0.25]],
  ])('%o gives the published yields at x = .5, 1, 2', (model, [half, one, two]) => {
    expect(modelYield(model, 0.5)).toBeCloseTo(half, 4);
    expect(modelYield(model, 1)).toBeCloseTo(one, 4);
    expect(modelYield(model, 2)).toBeCloseTo(two, 4);
  });

  it('come back to the defect density they started from', () => {
    const model = fc.oneof(
      fc.constantFrom<YieldModel>(poisson, murphy, seeds),
      fc.double({ min: 0.2, max: 20, noNaN: true }).map((alpha): YieldModel => ({ name: 'negative-binomial', alpha })),
    );
    const x = fc.double({ min: 0.001, max: 8, noNaN: true });
    fc.assert(
      fc.property(model, x, fc.double({ min: 0.05, max: 8, noNaN: true }), (chosen, defects, area) => {
        const back = defectDensity(chosen, modelYield(chosen, defects), area) * area;
        expect(Math.abs(back - defects)).toBeLessThan(1e-7 * Math.max(1, defects));
      }),
    );
  });

  it('give no defects for a full yield, and refuse what cannot be', () => {
    for (const model of [poisson, murphy, seeds, clustered]) expect(defectDensity(model, 1, 0.5)).toBeCloseTo(0, 12);
    expect(modelYield(murphy, 0)).toBe(1);
    expect(() => modelYield(poisson, -1)).toThrow(RangeError);
    expect(() => defectDensity(poisson, 0, 1)).toThrow(RangeError);
    expect(() => defectDensity(poisson, 0.5, 0)).toThrow(RangeError);
    expect(() => modelYield({ name: 'negative-binomial', alpha: 0 }, 1)).toThrow(RangeError);
  });
});
