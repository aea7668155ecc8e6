import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededNormals } from '../../test/seeded-normals.ts';
import { normalQuantile } from '../inference/normal.ts';
import { capability } from './capability.ts';
import { capabilitySample } from './capability-sample.ts';
import type { CapabilityResult, IndexOrNot, SpecLimits } from './capability-types.ts';
import { centredIndex, spreadIndex, targetIndex } from './normal-indices.ts';
import { andersonDarling, andersonDarlingP, checkNormality } from './normality.ts';
import { withinSigmaOf } from './sigma-precision.ts';

const both = (lower: number | null, upper: number | null, target: number | null = null): SpecLimits => ({
  lower,
  upper,
  target,
});

function lotsOf(count: number, size: number, seed: number, lotSigma: number): number[][] {
  const normal = seededNormals(seed);
  return Array.from({ length: count }, () => {
    const level = 10 + lotSigma * normal();
    return Array.from({ length: size }, () => level + normal());
  });
}

function result(lots: readonly ArrayLike<number>[], limits: SpecLimits): CapabilityResult {
  const found = capability(capabilitySample(lots), limits);
  if (found.kind !== 'capability') throw new Error(`expected a capability, got ${found.reason}`);
  return found;
}

function value(index: IndexOrNot): number {
  if (index.kind !== 'index') throw new Error(`expected an index, got ${index.reason}`);
  return index.value;
}

describe('indices of a normal process', () => {
  const process = { mean: 16, sigma: 2, df: 49, meanVariance: 4 / 50 };

  it('match the example of the NIST/SEMATECH e-Handbook 6.1.6 (USL 20, LSL 8, mean 16, s 2)', () => {
    expect(value(spreadIndex(both(8, 20), process, 0.95))).toBeCloseTo(1, 12);
    expect(value(centredIndex(both(8, 20), process, 0.95))).toBeCloseTo(0.6667, 4);
    expect(value(centredIndex(both(8, null), process, 0.95))).toBeCloseTo(1.3333, 4);
    expect(centredIndex(both(8, 20), process, 0.95).side).toBe('upper');
  });

  // chi2.ppf and norm.ppf of SciPy 1.17.1 put into the formulas: Cp·√(χ²/49), Cpk ± z√(1/450 + Cpk²/98).
  it('have the χ² interval of Cp and that of Bissell for Cpk (n = 50)', () => {
    const cp = spreadIndex(both(7, 25), process, 0.95);
    expect(cp).toMatchObject({ value: 1.5, interval: { method: 'chi-square' } });
    if (cp.kind !== 'index') throw new Error('expected an index');
    expect(cp.interval?.low).toBeCloseTo(1.2037234922, 8);
    expect(cp.interval?.high).toBeCloseTo(1.7956888879, 8);
    const cpk = centredIndex(both(8, 20), process, 0.95);
    expect(cpk.interval?.low).toBeCloseTo(0.5055513132, 8);
    expect(cpk.interval?.high).toBeCloseTo(0.8277820201, 8);
  });

  it('make Cpm of a process off its target smaller than Cp: 12/(6√(4 + 4))', () => {
    expect(value(targetIndex(both(8, 20, 14), process, 0.95))).toBeCloseTo(12 / (6 * Math.sqrt(8)), 12);
    expect(targetIndex(both(8, 20, 25), process, 0.95)).toEqual({ kind: 'no-index', reason: 'no-target' });
    expect(targetIndex(both(8, null, 14), process, 0.95)).toEqual({ kind: 'no-index', reason: 'one-sided' });
  });
});

describe('σ within', () => {
  it('has the degrees of freedom of Bissell: .95·k(n−1) for S̄ of fives, n small and large', () => {
    const lots = lotsOf(20, 5, 3, 0).map((lot) => Float64Array.from(lot).sort());
    expect((withinSigmaOf(lots)?.df ?? 0) / 80).toBeCloseTo(0.95, 2);
    const pairs = lotsOf(20, 2, 3, 0).map((lot) => Float64Array.from(lot).sort());
    expect((withinSigmaOf(pairs)?.df ?? 0) / 20).toBeCloseTo(0.88, 2);
  });

  it('is MR̄/1.128 for individuals, less certain than s (the flow rates of NIST 6.3.2.2: MR̄ = 1.8778)', () => {
    const flow = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1];
    const within = withinSigmaOf(flow.map((rate) => Float64Array.of(rate)));
    expect(within?.method).toBe('moving-range');
    expect((within?.sigma ?? 0) * 1.128).toBeCloseTo(1.8778, 4);
    expect(within?.df).toBeLessThan(9 * 0.75);
    expect(within?.df).toBeGreaterThan(9 * 0.55);
  });

  it('leaves the spread between lots to Ppk, and widens its interval by it', () => {
    const alike = result(lotsOf(25, 40, 8, 0), both(6, 14));
    const apart = result(lotsOf(60, 17, 8, 1.5), both(6, 14));
    expect(value(alike.cp)).toBeCloseTo(value(alike.pp), 1);
    expect(value(apart.cp)).toBeCloseTo(value(alike.cp), 1);
    expect(value(apart.pp)).toBeLessThan(0.75 * value(apart.cp));
    const relativeWidth = (index: IndexOrNot) =>
      index.kind === 'index' && index.interval ? (index.interval.high - index.interval.low) / index.value : 0;
    expect(relativeWidth(apart.pp)).toBeGreaterThan(3 * relativeWidth(alike.pp));
  });

  it('has intervals that hold what they promise over lots that differ', () => {
    let covered = 0;
    for (let seed = 1; seed <= 200; seed += 1) {
      const { pp } = capability(capabilitySample(lotsOf(30, 12, seed, 1)), both(4, 16), {
        shape: 'normal',
      }) as CapabilityResult;
      const truth = 12 / (6 * Math.SQRT2);
      if (pp.kind === 'index' && pp.interval && pp.interval.low <= truth && truth <= pp.interval.high) covered += 1;
    }
    expect(covered).toBeGreaterThan(180);
  });
});

describe('shape', () => {
  const sample = [1.2, 0.7, 2.9, 3.3, 1.1, 0.2, 5.6, 2.2, 1.9, 0.4, 7.7, 1.3, 0.9, 2.5, 3.9, 0.1, 1.6, 4.4, 0.6, 2];

  // scipy.stats.anderson and statsmodels.stats.diagnostic.normal_ad: A² = .78015, p = .035440.
  it('is tested by Anderson and Darling as others do', () => {
    const statistic = andersonDarling(Float64Array.from(sample).sort());
    expect(statistic).toBeCloseTo(0.8137889140613078, 10);
    expect(andersonDarlingP(statistic)).toBeCloseTo(0.0354403947, 8);
  });

  it('is normal for normal values, and for normal values that were rounded', () => {
    const normal = seededNormals(11);
    const values = Float64Array.from({ length: 20_000 }, () => normal()).sort();
    expect(checkNormality(values).verdict).toBe('normal');
    const rounded = checkNormality(values.map((v) => Math.round(v * 2) / 2));
    expect(rounded.p).toBeLessThan(0.005);
    expect(rounded.verdict).toBe('normal');
  });

  it('makes quantile indices of skewed values, and says so', () => {
    // Exponential with mean 1 by its own quantiles: P50 = ln 2, P99.865 = −ln .00135.
    const values = Float64Array.from({ length: 4000 }, (_, i) => -Math.log(1 - (i + 0.5) / 4000));
    const lots = Array.from({ length: 10 }, (_, lot) => values.filter((_v, i) => i % 10 === lot));
    const found = result(lots, both(null, 8));
    expect(found.method).toBe('quantile');
    expect(value(found.ppk)).toBeCloseTo((8 - Math.LN2) / (-Math.log(0.00135) - Math.LN2), 1);
    expect(found.cpk).toEqual({ kind: 'no-index', reason: 'not-normal' });
    expect(found.pp).toEqual({ kind: 'no-index', reason: 'one-sided' });
    expect(found.estimated).toBeNull();
    expect(found.ppk).toMatchObject({ interval: { method: 'lot-jackknife' } });
    const few = capability(capabilitySample([values.filter((_v, i) => i % 10 === 0)]), both(null, 8));
    expect(few).toMatchObject({ ppk: { kind: 'no-index', reason: 'too-few-values', needs: 741 } });
  });

  it('gives the normal Ppk by quantiles of normal values', () => {
    const values = Float64Array.from({ length: 20_000 }, (_, i) => normalQuantile((i + 0.5) / 20_000));
    const found = capability(capabilitySample([values]), both(-4, 4.5), { shape: 'quantile' });
    if (found.kind !== 'capability') throw new Error('expected a capability');
    expect(value(found.ppk)).toBeCloseTo(4 / 3, 1);
    expect(value(found.pp)).toBeCloseTo(8.5 / 6, 1);
  });
});

describe('what capability says instead of a number', () => {
  it.each([
    ['no-limits', [[1, 2, 3]], both(null, null)],
    ['no-limits', [[1, 2, 3]], both(Number.NaN, Infinity)],
    ['limits-swapped', [[1, 2, 3]], both(5, 1)],
    ['too-few-values', [[1]], both(0, 5)],
    ['too-few-values', [], both(0, 5)],
    ['too-few-values', [[Number.NaN, Number.NaN]], both(0, 5)],
    ['no-spread', [[0.1, 0.1, 0.1], [0.1]], both(0, 5)],
  ] as const)('%s', (reason, lots, limits) => {
    expect(capability(capabilitySample(lots), limits)).toMatchObject({ kind: 'no-capability', reason });
  });

  it('counts what is outside even where nothing spreads', () => {
    const found = capability(capabilitySample([[7, 7, 7]]), both(0, 5));
    expect(found).toMatchObject({ kind: 'no-capability', reason: 'no-spread', observed: { above: 1, share: 1 } });
  });

  it('keeps Ppk when lots of equal values leave no σ within', () => {
    const found = result(
      [
        [1, 1],
        [2, 2],
        [3, 3],
      ],
      both(0, 5),
    );
    expect(found.cpk).toEqual({ kind: 'no-index', reason: 'no-within-spread' });
    expect(value(found.ppk)).toBeGreaterThan(0);
  });

  it('counts what the tester never ran, and says why', () => {
    const sample = capabilitySample(
      [
        [1, 2, Number.NaN],
        [3, Number.NaN, Number.NaN],
      ],
      { stopAtFirstFail: true },
    );
    expect(capability(sample, both(0, 2))).toMatchObject({
      executed: 3,
      total: 6,
      censored: 'stop-at-first-fail',
      observed: { above: 1 / 3, below: 0 },
    });
  });

  it('passes a value on its limit', () => {
    expect(result([[1, 2, 3, 4]], both(1, 4)).observed.share).toBe(0);
    expect(result([[1, 2, 3, 4]], both(1.5, 3.5)).observed.share).toBe(0.5);
  });
});

describe('capability as a function of its data', () => {
  const lot = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { maxLength: 30 });
  const lots = fc.array(lot, { maxLength: 8 });

  it('is never NaN and never infinite', () => {
    const anyLot = fc.array(fc.double(), { maxLength: 30 });
    const limit = fc.option(fc.double(), { nil: null });
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            lot,
            anyLot.map((v) => v.filter((x) => !(Math.abs(x) > 1e80))),
          ),
          { maxLength: 6 },
        ),
        limit,
        limit,
        (data, lower, upper) => {
          const text = JSON.stringify(
            capability(capabilitySample(data), { lower, upper, target: 0 }),
            (_key, v: unknown) => (typeof v === 'number' && !Number.isFinite(v) ? 'BROKEN' : v),
          );
          expect(text).not.toContain('BROKEN');
        },
      ),
      { numRuns: 300 },
    );
  });

  it('stays the same when unit and offset change, and when values change places within their lot', () => {
    fc.assert(
      fc.property(lots, fc.integer({ min: -50, max: 50 }), fc.constantFrom(0.5, 2, 8), (data, shift, scale) => {
        const whole = data.map((values) => values.map((v) => Math.round(v)));
        const before = capability(capabilitySample(whole), both(-400, 500, 10));
        const moved = whole.map((values) => values.map((v) => v * scale + shift).reverse());
        const after = capability(
          capabilitySample(moved),
          both(-400 * scale + shift, 500 * scale + shift, 10 * scale + shift),
        );
        expect(after.kind).toBe(before.kind);
        if (before.kind !== 'capability' || after.kind !== 'capability') return;
        for (const name of ['cp', 'cpk', 'pp', 'ppk', 'cpm'] as const) {
          const [a, b] = [before[name], after[name]];
          expect(b.kind).toBe(a.kind);
          if (a.kind === 'index' && b.kind === 'index')
            expect(Math.abs(b.value - a.value)).toBeLessThan(1e-6 * (1 + Math.abs(a.value)));
        }
      }),
    );
  });
});
