import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededNormals } from '../../test/seeded-normals.ts';
import { suggestScale, scaleMapping } from './chart-scale.ts';
import { lotChart, type LotPoint } from './lot-chart.ts';
import { freezeLimits, inSigmas } from './phase-one.ts';
import { spreadDispersion, withinLotChart, withinLotSigma } from './within-lot-chart.ts';

/** Lots of 25 wafers with σ_lot 1.2 and σ_wafer 1.5 pp, as a fab has them. */
function healthyLots(count: number, seed: number, mean = 0.9): LotPoint[] {
  const normal = seededNormals(seed);
  return Array.from({ length: count }, (_, i) => {
    const level = mean + 0.012 * normal();
    const waferYields = Array.from({ length: 25 }, () => level + 0.015 * normal());
    return { lot: `L${i}`, yield: waferYields.reduce((sum, y) => sum + y, 0) / 25, waferYields };
  });
}

/** Lots whose σ_wafer is another one in each, by a factor of 1.5 up or down. */
function unevenLots(count: number, seed: number): LotPoint[] {
  const normal = seededNormals(seed);
  return healthyLots(count, seed + 100).map(({ lot, yield: level, waferYields }) => {
    const wider = 1.5 ** normal();
    return { lot, yield: level, waferYields: waferYields.map((y) => level + (y - level) * wider) };
  });
}

const withYield = (points: readonly LotPoint[], index: number, change: (y: number) => number): LotPoint[] =>
  points.map((point, i) => (i === index ? { ...point, yield: change(point.yield) } : point));

describe('control chart of lot means', () => {
  it('leaves healthy lots alone far more often than a chart of wafers would', () => {
    let lots = 0;
    let lotAlarms = 0;
    let waferAlarms = 0;
    for (let seed = 1; seed <= 40; seed += 1) {
      const points = healthyLots(60, seed);
      lots += 40;
      lotAlarms += lotChart(points, { phaseOneLots: 20, rules: [1] }).alarms.filter(
        (alarm) => alarm.rule === 'nelson-1' && alarm.index >= 20,
      ).length;
      const wafers = freezeLimits(points.slice(0, 20).flatMap((point) => point.waferYields));
      if (wafers.kind !== 'limits') throw new Error('expected limits');
      waferAlarms += points
        .slice(20)
        .filter((point) => inSigmas(point.waferYields, wafers).some((z) => Math.abs(z) > 3)).length;
    }
    expect(lotAlarms / lots).toBeLessThan(0.03);
    expect(waferAlarms / lots).toBeGreaterThan(0.15);
  });

  it('catches by its floor the deep drop that hides behind the σ it inflates', () => {
    // Mean 90.4, σ 5.46 and so LCL 74: a lot at 75 % is "in control".
    const ordinary = lotChart([{ lot: 'deep', yield: 0.75, waferYields: [] }], {
      floor: 0.85,
      frozen: {
        kind: 'limits',
        centre: 0.904,
        lower: 0.904 - 3 * 0.0546,
        upper: 1,
        chartCentre: 0.904,
        chartSigma: 0.0546,
        scale: 'linear',
        method: 'moving-range',
        lots: 20,
      },
    });
    expect(ordinary.alarms.map(({ kind, rule }) => [kind, rule])).toEqual([['floor', 'floor']]);
  });

  it('sets off σ, slope and floor, and names rule, lot and limit', () => {
    const points = withYield(healthyLots(40, 3), 30, () => 0.8);
    const chart = lotChart(points, { floor: 0.85 });
    const atDrop = chart.alarms.filter((alarm) => alarm.index === 30);
    expect(atDrop.map((alarm) => alarm.rule)).toContain('floor');
    expect(atDrop.map((alarm) => alarm.rule)).toContain('nelson-1');
    expect(atDrop.every((alarm) => alarm.lot === 'L30' && alarm.direction === 'low' && alarm.value === 0.8)).toBe(true);
    const sigma = atDrop.find((alarm) => alarm.rule === 'nelson-1');
    expect(sigma?.limit).toBe(chart.limits.kind === 'limits' ? chart.limits.lower : null);
  });

  it('finds a ramp by its slope sooner than by its σ limits', () => {
    const delays = { slope: 0, sigma: 0 };
    for (let seed = 1; seed <= 60; seed += 1) {
      const ramp = healthyLots(90, seed).map((point, i) => ({
        ...point,
        yield: point.yield - Math.max(0, i - 29) * 0.001,
      }));
      const { alarms } = lotChart(ramp, { rules: [1], phaseOneLots: 30 });
      for (const kind of ['slope', 'sigma'] as const) {
        const first = alarms.find((alarm) => alarm.kind === kind && alarm.index >= 30 && alarm.direction === 'low');
        delays[kind] += (first?.index ?? 90) - 30;
      }
    }
    expect(delays.slope).toBeLessThan(0.8 * delays.sigma);
  });

  it('says too little data instead of drawing limits, and keeps the floor', () => {
    const points = withYield(healthyLots(19, 5), 4, () => 0.7);
    const chart = lotChart(points, { floor: 0.85 });
    expect(chart.limits).toEqual({ kind: 'too-little-data', lots: 19, needs: 20, reason: 'too-few-lots' });
    expect(chart.alarms.map((alarm) => [alarm.kind, alarm.index])).toEqual([['floor', 4]]);
    expect(chart.ewma).toEqual([]);
    expect(chart.spread).toEqual([]);
  });

  it('does not alarm on every lot after a phase I without any spread', () => {
    const same = Array.from({ length: 25 }, (_, i) => ({ lot: `L${i}`, yield: 0.9, waferYields: [] }));
    expect(lotChart(same).limits).toMatchObject({ kind: 'too-little-data', reason: 'no-spread' });
  });

  it('keeps its limits when lots are added', () => {
    const points = healthyLots(60, 9);
    const before = lotChart(points.slice(0, 30)).limits;
    expect(lotChart(withYield(points, 55, () => 0.5)).limits).toEqual(before);
  });

  it('sees wafers of one lot drifting apart while the mean stays', () => {
    const points = healthyLots(30, 21).map((point, i) =>
      i === 25
        ? { ...point, waferYields: point.waferYields.map((y, w) => (w % 2 === 0 ? y + 0.05 : y - 0.05)) }
        : point,
    );
    const spread = lotChart(points).alarms.filter((alarm) => alarm.kind === 'spread');
    expect(spread).toMatchObject([{ lot: 'L25', direction: 'high', rule: 's-limit' }]);
  });

  it('stays below 100 % on the logit for a product that yields 99 %', () => {
    const points = healthyLots(40, 13).map((point) => ({
      ...point,
      yield: 1 - 0.01 * Math.exp((point.yield - 0.9) * 30),
    }));
    const { limits } = lotChart(points);
    if (limits.kind !== 'limits') throw new Error('expected limits');
    expect(limits.scale).toBe('logit');
    expect(limits.upper).toBeLessThan(1);
    expect(limits.lower).toBeLessThan(limits.centre);
    expect(limits.centre - limits.lower).toBeGreaterThan(limits.upper - limits.centre);
  });
});

describe('scale of a yield chart', () => {
  it('is the logit only where 3 σ would pass 100 %', () => {
    expect(suggestScale(0.9, 0.01)).toBe('linear');
    expect(suggestScale(0.99, 0.01)).toBe('logit');
  });

  it('comes back to the yield it started from', () => {
    const { toChart, fromChart } = scaleMapping('logit');
    fc.assert(
      fc.property(fc.double({ min: 0.0005, max: 0.9995, noNaN: true }), (y) => {
        expect(fromChart(toChart(y))).toBeCloseTo(y, 10);
      }),
    );
    expect(Number.isFinite(toChart(0)) && Number.isFinite(toChart(1))).toBe(true);
    expect(() => scaleMapping('logit', 0.5)).toThrow(RangeError);
  });
});

describe('spread within a lot', () => {
  it('has B3 and B4 as its limits around c4·σ (n = 5: .000 and 2.089 times the mean s)', () => {
    const [point] = withinLotChart([[1, 2, 3, 4, 5]], 1);
    expect(point?.upper).toBeCloseTo(0.94 * 2.089, 2);
    expect(point?.lower).toBe(0);
    expect(point?.s).toBeCloseTo(Math.sqrt(2.5), 12);
  });

  it('recovers the σ that made the wafers', () => {
    const estimate = withinLotSigma(healthyLots(200, 17).map((point) => point.waferYields));
    expect(estimate?.sigma).toBeCloseTo(0.015, 3);
  });

  it('takes samples of one distribution as they are, and lots that differ more for what they are', () => {
    const alike = healthyLots(4000, 23).map(({ waferYields }) => waferYields);
    expect(spreadDispersion(alike, 0.015)).toBeCloseTo(1, 1);
    expect(spreadDispersion(alike.slice(0, 1), 0.015)).toBe(1);
    const shares = [1, 2, 3, 4, 5].map((seed) => {
      const points = unevenLots(220, seed);
      const wafers = points.map(({ waferYields }) => waferYields);
      const sigma = withinLotSigma(wafers.slice(0, 20))?.sigma ?? 0;
      const plain = withinLotChart(wafers.slice(20), sigma).filter(({ outside }) => outside !== null);
      const own = lotChart(points).alarms.filter(({ kind, index }) => kind === 'spread' && index >= 20);
      return [plain.length / 200, own.length / 200] as const;
    });
    const mean = (side: 0 | 1) => shares.reduce((sum, share) => sum + share[side], 0) / shares.length;
    expect(mean(0)).toBeGreaterThan(0.2);
    expect(mean(1)).toBeLessThan(0.04);
  });

  it('has nothing to say about single wafers', () => {
    expect(withinLotSigma([[0.9], []])).toBeNull();
    expect(withinLotChart([[0.9]], 0.01)[0]).toMatchObject({ s: null, outside: null });
  });
});
