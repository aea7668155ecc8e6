import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededNormals } from '../../test/seeded-normals.ts';
import { ewmaChart } from './ewma.ts';
import { laneyChart, laneyLimits } from './laney.ts';
import { learnPhaseLimits, placePoint } from './phase-limits.ts';
import type { Breakpoint, PhaseLimits, TimedPoint } from './phase-types.ts';
import { phasedChart } from './phased-chart.ts';
import { robustSigma } from './robust-sigma.ts';
import { westernElectricViolations } from './western-electric.ts';

const FLOW_RATES = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1];

function lots(count: number, seed: number, level: (i: number) => number, wafers = 10): TimedPoint[] {
  const normal = seededNormals(seed);
  return Array.from({ length: count }, (_, i) => {
    const centre = level(i) + normal();
    const within = Array.from({ length: wafers }, () => centre + 2 * normal());
    return { id: `L${i}`, time: 1000 * i, value: within.reduce((sum, v) => sum + v, 0) / wafers, within };
  });
}

const pm = (time: number, startsPhase = true): Breakpoint => ({ time, kind: 'pm', label: `PM ${time}`, startsPhase });

describe('published charts', () => {
  it('individuals: the flow rates of the NIST/SEMATECH e-Handbook 6.3.2.2 (50.81, 45.8159, 55.8041)', () => {
    const limits: PhaseLimits = {
      kind: 'phase-limits',
      chart: 'individuals',
      scale: 'linear',
      method: 'moving-range',
      chartCentre: 50.81,
      chartSigma: robustSigma(FLOW_RATES, 'moving-range'),
      withinSigma: null,
      points: 10,
      learntFrom: 0,
      learntTo: 9,
    };
    const place = placePoint({ id: 'x', time: 0, value: 50.81, within: [] }, limits);
    expect(place.lower).toBeCloseTo(45.8159, 3);
    expect(place.upper).toBeCloseTo(55.8041, 3);
    const points = FLOW_RATES.map((value, i) => ({ id: `${i}`, time: i, value, within: [] }));
    const chart = phasedChart(points, [], { chart: 'individuals', stored: [{ from: 0, limits }] });
    expect(chart.phases).toMatchObject([{ judgedBy: 'stored', own: { kind: 'too-little-data', lots: 10, needs: 20 } }]);
    expect(chart.spread[0]).toBeNull();
    expect(chart.spread[1]?.upper).toBeCloseTo(3.267 * 1.8778, 2);
    expect(chart.reasons).toEqual([]);
  });

  it('EWMA: the data of the NIST/SEMATECH e-Handbook 6.3.2.4 (λ .3, limits 50 ± 2.5884)', () => {
    const data = [52, 47, 53, 49.3, 50.1, 47, 51, 50.1, 51.2, 50.5, ...FLOW_RATES];
    const chart = ewmaChart(data, 50, 2.0539, { lambda: 0.3, width: 3 });
    expect(chart.slice(0, 3).map(({ value }) => value.toFixed(2))).toEqual(['50.60', '49.52', '50.56']);
    expect(chart.at(-1)?.value).toBeCloseTo(51.99, 2);
    expect(chart.at(-1)?.upper).toBeCloseTo(52.5884, 2);
    expect(chart.at(-1)?.lower).toBeCloseTo(47.4115, 2);
  });

  it('means: A2 and A3 of subgroups of five are .577 and 1.427', () => {
    const points = lots(25, 3, () => 10, 5);
    for (const [chart, factor] of [
      ['x-bar-r', 0.577],
      ['x-bar-s', 1.427],
    ] as const) {
      const limits = learnPhaseLimits(points, { chart, learnOn: 25 });
      if (limits.kind !== 'phase-limits') throw new Error('expected limits');
      const spreads = points.map(({ within, value }) =>
        chart === 'x-bar-r'
          ? Math.max(...within) - Math.min(...within)
          : Math.sqrt(within.reduce((sum, v) => sum + (v - value) ** 2, 0) / 4),
      );
      const half = (factor * spreads.reduce((sum, s) => sum + s, 0)) / 25;
      const place = placePoint(points[0]!, limits);
      expect((place.upper - place.centre) / half).toBeCloseTo(1, 3);
    }
  });
});

describe('phases', () => {
  it('learn limits of their own after each breakpoint, and say how far the centre moved', () => {
    const points = lots(60, 5, (i) => (i < 30 ? 100 : 95));
    const chart = phasedChart(points, [pm(30_000), pm(45_500, false)]);
    expect(chart.phases).toHaveLength(2);
    const [first, second] = chart.phases;
    expect(first).toMatchObject({ from: 0, to: 29, judgedBy: 'own', startedBy: [], shift: null });
    expect(second).toMatchObject({ from: 30, to: 59, judgedBy: 'own', startedBy: [{ label: 'PM 30000' }] });
    expect(second?.shift?.value).toBeCloseTo(-5, 0);
    expect(second?.shift?.p).toBeLessThan(1e-6);
    expect(chart.points[0]?.centre).toBeGreaterThan(98);
    expect(chart.points[59]?.centre).toBeLessThan(97);
    expect(chart.breakpoints).toHaveLength(2);
  });

  it('with too few points say so and are judged by the limits before: a PM gone wrong alarms at once', () => {
    const points = lots(35, 7, (i) => (i < 30 ? 100 : 92));
    const chart = phasedChart(points, [pm(30_000)]);
    expect(chart.phases[1]).toMatchObject({
      judgedBy: 'earlier',
      own: { kind: 'too-little-data', lots: 5, needs: 20 },
    });
    const atPm = chart.reasons.filter(({ index, kind }) => index === 30 && kind === 'sigma');
    expect(atPm).toMatchObject([{ rule: 'nelson-1', id: 'L30', phase: 1, direction: 'low', from: 30 }]);
    expect(atPm[0]?.values).toEqual([points[30]?.value]);
    expect(atPm[0]?.limit).toBe(chart.points[30]?.lower);
  });

  it('keep runs going across a phase that has no limits of its own', () => {
    const quiet = Array.from({ length: 25 }, (_, i) => (i % 2 === 0 ? 1 : -1));
    const values = [...quiet, ...Array.from({ length: 9 }, () => 0.4)];
    const points = values.map((value, i) => ({ id: `${i}`, time: i, value, within: [] }));
    const chart = phasedChart(points, [pm(29)]);
    const run = chart.reasons.find(({ rule, index }) => rule === 'nelson-2' && index === 33);
    expect(run).toMatchObject({ from: 25, phase: 1, direction: 'high' });
    expect(run?.values).toHaveLength(9);
  });

  it('with nothing to judge by still hold floor and ceiling', () => {
    const points = lots(5, 1, (i) => (i === 2 ? 50 : 100));
    const chart = phasedChart(points, [], { floor: 80, ceiling: 1000 });
    expect(chart.phases[0]).toMatchObject({ judgedBy: 'none', limits: null });
    expect(chart.points[0]).toEqual({ phase: 0, centre: null, lower: null, upper: null, z: null });
    expect(chart.reasons.map(({ kind, id, limit }) => [kind, id, limit])).toEqual([['floor', 'L2', 80]]);
  });

  it('take stored limits for the phase they were made in, and no longer', () => {
    const points = lots(60, 11, () => 100);
    const own = phasedChart(points).phases[0]?.limits;
    if (!own) throw new Error('expected limits');
    const kept = { ...own, chartCentre: 90 };
    const chart = phasedChart(points, [pm(30_000)], { stored: [{ from: 10_000, limits: kept }] });
    expect(chart.phases.map(({ judgedBy }) => judgedBy)).toEqual(['stored', 'own']);
    expect(chart.points[5]?.centre).toBe(90);
    const other = phasedChart(points, [], { chart: 'individuals', stored: [{ from: 0, limits: kept }] });
    expect(other.phases[0]?.judgedBy).toBe('own');
  });

  it('let seasoning teach nothing and alarm nothing but floor and ceiling', () => {
    const points = lots(45, 13, () => 100).map((point, i) =>
      i >= 5 && i < 8 ? { ...point, value: 60, seasoning: true } : point,
    );
    const chart = phasedChart(points, [], { floor: 70 });
    const clean = phasedChart(points.filter(({ seasoning }) => !seasoning));
    expect(chart.phases[0]?.limits?.chartSigma).toBe(clean.phases[0]?.limits?.chartSigma);
    expect(chart.reasons.filter(({ index }) => index >= 5 && index < 8).map(({ kind }) => kind)).toEqual([
      'floor',
      'floor',
      'floor',
    ]);
    expect(chart.ewma[6]).toBeNull();
  });

  it('see the wafers of one lot drift apart, and a range too wide', () => {
    const points = lots(40, 17, () => 100).map((point, i) =>
      i === 33 ? { ...point, within: point.within.map((v, w) => v + (w % 2 === 0 ? 8 : -8)) } : point,
    );
    expect(phasedChart(points).reasons.find(({ kind, index }) => kind === 'spread' && index === 33)).toMatchObject({
      rule: 's-limit',
      index: 33,
      direction: 'high',
    });
    const range = phasedChart(points, [], { chart: 'x-bar-r' });
    expect(range.spreadOf).toBe('range');
    expect(range.reasons.some(({ rule, index }) => rule === 'r-limit' && index === 33)).toBe(true);
  });

  it('stay below 100 % on the logit', () => {
    const points = lots(40, 19, () => 0).map((point) => ({
      ...point,
      value: 1 - 0.01 * Math.exp(point.value / 3),
      within: [],
    }));
    const chart = phasedChart(points, [], { scale: 'auto' });
    expect(chart.phases[0]?.limits?.scale).toBe('logit');
    expect(chart.points[0]?.upper).toBeLessThan(1);
  });

  it('refuse points whose clock jumped back, and points without a number', () => {
    const [a, b] = lots(2, 1, () => 1) as [TimedPoint, TimedPoint];
    expect(() => phasedChart([b, a])).toThrow(RangeError);
    expect(() => phasedChart([{ ...a, value: Number.NaN }])).toThrow(RangeError);
    expect(phasedChart([])).toMatchObject({ points: [], phases: [], reasons: [] });
    expect(phasedChart([a, { ...a, id: 'same' }]).phases).toHaveLength(1);
  });

  it('give the same alarms in another unit, and never NaN', () => {
    const values = fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 1, maxLength: 60 });
    const breaks = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 3 });
    fc.assert(
      fc.property(
        values,
        breaks,
        fc.constantFrom(0.25, 2, 16),
        fc.constantFrom('lot-means', 'individuals'),
        (data, at, scale, chart) => {
          const of = (unit: (v: number) => number) =>
            phasedChart(
              data.map((v, i) => ({ id: `${i}`, time: i, value: unit(v), within: [unit(v), unit(v + (i % 3))] })),
              at.map((time) => pm(time)),
              { chart, rules: [1, 2, 3, 4, 5, 6, 7, 8], spreadRules: [1, 2, 3, 4] },
            );
          const [plain, moved] = [of((v) => v), of((v) => v * scale)];
          const marks = (found: typeof plain) =>
            found.reasons.map(({ rule, index, from }) => `${rule}:${from}-${index}`);
          expect(marks(moved)).toEqual(marks(plain));
          expect(plain.points.every(({ z }) => z === null || Number.isFinite(z))).toBe(true);
          expect(plain.reasons.every(({ limit }) => Number.isFinite(limit))).toBe(true);
          expect(plain.phases.reduce((sum, { from, to }) => sum + to - from + 1, 0)).toBe(data.length);
        },
      ),
    );
  });
});

describe('Western Electric rules', () => {
  it.each<[1 | 2 | 3 | 4, string, number[], number, number]>([
    [1, 'one beyond 3 σ', [0, 3.2], 1, 1],
    [2, 'two of three beyond 2 σ', [2.1, 0, 2.2], 0, 2],
    [3, 'four of five beyond 1 σ', [-1.1, -1.2, 0, -1.3, -1.4], 0, 4],
    [4, 'eight in a row on one side', Array.from({ length: 8 }, () => 0.1), 0, 7],
  ])('rule %i: %s', (rule, _words, z, from, index) => {
    expect(westernElectricViolations(z)).toContainEqual({ rule, from, index });
  });

  it('is kept by seven in a row, and by a point on the centre', () => {
    const seven = Array.from({ length: 7 }, () => 0.1);
    expect(westernElectricViolations([...seven, -0.1, ...seven])).toEqual([]);
    expect(westernElectricViolations([...seven, 0, ...seven])).toEqual([]);
  });

  // Champ & Woodall, Technometrics 29:393, 1987: the four rules together have an ARL of 91.75.
  it('alarms falsely about every 92 points', () => {
    const normal = seededNormals(23);
    let total = 0;
    for (let run = 0; run < 400; run += 1) {
      const z: number[] = [];
      do for (let i = 0; i < 50; i += 1) z.push(normal());
      while (westernElectricViolations(z).length === 0);
      total += (westernElectricViolations(z)[0]?.index ?? 0) + 1;
    }
    expect(total / 400).toBeGreaterThan(75);
    expect(total / 400).toBeLessThan(108);
  });
});

describe("Laney's p′", () => {
  const normal = seededNormals(31);
  const counts = Array.from({ length: 60 }, () => ({
    count: Math.round(20_000 * (0.08 + 0.01 * normal())),
    size: 20_000,
  }));

  it('widens the limits by what lots vary beyond binomial', () => {
    const limits = laneyLimits(counts);
    if (limits.kind !== 'laney') throw new Error('expected limits');
    expect(limits.sigmaZ).toBeGreaterThan(3);
    const points = laneyChart(counts, limits);
    expect(points.filter((point) => Math.abs(point?.z ?? 9) > 3).length).toBeLessThan(3);
    expect(points[0]!.upper - points[0]!.lower).toBeCloseTo(
      6 * limits.sigmaZ * Math.sqrt((limits.centre * (1 - limits.centre)) / 20_000),
      12,
    );
    expect(laneyChart([{ count: 0, size: 0 }], limits)).toEqual([null]);
  });

  it('says what is missing', () => {
    expect(laneyLimits(counts.slice(0, 5))).toMatchObject({ reason: 'too-few-lots', lots: 5, needs: 20 });
    expect(laneyLimits(counts.map(({ size }) => ({ count: 0, size })))).toMatchObject({ reason: 'no-spread' });
    expect(laneyLimits(counts.map(({ size }) => ({ count: size / 4, size })))).toMatchObject({ reason: 'no-spread' });
  });
});
