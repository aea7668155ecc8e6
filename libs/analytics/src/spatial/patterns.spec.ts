import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../inference/seeded-random.ts';
import { DieState } from '../yield/retest-consolidation.ts';
import { clusteringTest } from './clustering.ts';
import { differenceMap, zoneDifferences } from './group-difference.ts';
import type { DieCounts } from './ring-sector-profile.ts';
import { signatureBaseline, signatureScore } from './signature-baseline.ts';
import { signatureVector, similarity, turnedSimilarity } from './signature.ts';
import type { ClusteringTest, LotWafer, NoSpatialTest, SignatureVector } from './spatial-types.ts';
import type { WaferDies } from './stacked-map.ts';
import { assignZones, zoneRates } from './zones.ts';

const RADIUS = 12;
const geometry = { centreX: 0, centreY: 0, radiusX: RADIUS + 0.5, radiusY: RADIUS + 0.5 };
const places = Array.from({ length: (2 * RADIUS + 1) ** 2 }, (_, i) => ({
  x: (i % (2 * RADIUS + 1)) - RADIUS,
  y: Math.floor(i / (2 * RADIUS + 1)) - RADIUS,
})).filter(({ x, y }) => x * x + y * y <= RADIUS * RADIUS);
const x = places.map((place) => place.x);
const y = places.map((place) => place.y);

type Rate = (x: number, y: number) => number;
const flat =
  (rate: number): Rate =>
  () =>
    rate;
const edge: Rate = (px, py) => (Math.hypot(px, py) > 10.5 ? 0.6 : 0.05);
const corner: Rate = (px, py) => (px > 4 && py > 4 ? 0.7 : 0.05);

function wafer(rate: Rate, uniform: () => number): WaferDies {
  return { x, y, state: places.map((p) => (uniform() < rate(p.x, p.y) ? DieState.failed : DieState.firstPassGood)) };
}

function counts(dies: WaferDies): DieCounts {
  const failed = Array.from(dies.state, (state) => Number(state === DieState.failed));
  return { x: dies.x, y: dies.y, tested: failed.map(() => 1), failed };
}

function lotWafers(prefix: string, lots: number, rate: Rate, uniform: () => number): LotWafer[] {
  return Array.from({ length: lots * 4 }, (_, i) => ({ lot: `${prefix}${i % lots}`, dies: wafer(rate, uniform) }));
}

function vector(rate: Rate, seed: number): SignatureVector {
  const found = signatureVector(counts(wafer(rate, seededRandom(seed))), geometry);
  if ('kind' in found) throw new Error(`expected a pattern, got ${found.reason}`);
  return found;
}

function clustering(found: ClusteringTest | NoSpatialTest): ClusteringTest {
  if (found.kind !== 'clustering') throw new Error(`expected a test, got ${found.reason}`);
  return found;
}

describe('zones', () => {
  it('repeat with the reticle, whatever its origin', () => {
    const at = (px: number, py: number, originX = 0) =>
      assignZones([px], [py], geometry, { kind: 'reticle-position', columns: 3, rows: 2, originX, originY: 0 })
        .zoneOf[0];
    expect([at(0, 0), at(2, 1), at(3, 2), at(-1, -1), at(-3, 0)]).toEqual([0, 5, 0, 5, 0]);
    expect(at(1, 0, 1)).toBe(0);
  });

  it('number shots by row, then column', () => {
    const shots = assignZones([0, 1, 2, 0, -1], [0, 0, 0, 2, 0], geometry, {
      kind: 'shots',
      columns: 2,
      rows: 2,
      originX: 0,
      originY: 0,
    });
    expect([shots.zones, ...shots.zoneOf]).toEqual([4, 1, 1, 2, 3, 0]);
  });

  it('find quadrants and the excluded edge', () => {
    const quadrants = assignZones([5, -5, -5, 5], [5, 5, -5, -5], geometry, { kind: 'quadrants' });
    expect([...quadrants.zoneOf]).toEqual([0, 1, 2, 3]);
    const rim = assignZones([0, 12], [0, 0], geometry, { kind: 'edge', exclusion: 0.1 });
    expect([...rim.zoneOf]).toEqual([0, 1]);
    expect(() => assignZones([0], [0], geometry, { kind: 'edge', exclusion: 1 })).toThrow(RangeError);
    expect(() => assignZones([0], [0], geometry, { kind: 'rings', rings: 0 })).toThrow(RangeError);
  });

  it('lose no die in any scheme', () => {
    const size = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(size, size, fc.integer({ min: -9, max: 9 }), (a, b, origin) => {
        const grid = { columns: a, rows: b, originX: origin, originY: -origin };
        const dies = counts(wafer(edge, seededRandom(origin)));
        for (const scheme of [
          { kind: 'rings-sectors', rings: a, sectors: b },
          { kind: 'reticle-position', ...grid },
          { kind: 'shots', ...grid },
        ] as const) {
          const rates = zoneRates(dies, assignZones(x, y, geometry, scheme));
          expect(rates.reduce((sum, rate) => sum + rate.dies, 0)).toBe(x.length);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('difference of two groups', () => {
  const uniform = seededRandom(5);
  const bad = lotWafers('bad', 6, corner, uniform);
  const good = lotWafers('good', 6, flat(0.05), uniform);

  it('marks the positions that fail more, and hardly any other', () => {
    const map = differenceMap(bad, good);
    expect(map.basis).toMatchObject({ design: 'independent', lots: [6, 6], wafers: [24, 24], untested: null });
    const inCorner = Array.from(map.x, (px, i) => px > 4 && map.y[i]! > 4);
    const marked = Array.from(map.adjustedP, (p) => p < 0.05);
    const hits = marked.filter((mark, i) => mark && inCorner[i]).length;
    const misses = marked.filter((mark, i) => mark && !inCorner[i]).length;
    expect(hits / inCorner.filter(Boolean).length).toBeGreaterThan(0.3);
    expect(misses).toBeLessThan(3);
    expect(map.difference.every((d) => Math.abs(d) <= 1)).toBe(true);
  });

  it('calls the quadrant by name, with its interval', () => {
    const { zones } = zoneDifferences(bad, good, geometry, { kind: 'quadrants' });
    expect(zones.map(({ adjustedP }) => (adjustedP ?? 1) < 0.05)).toEqual([true, false, false, false]);
    const [first] = zones;
    expect(first!.interval!.low).toBeGreaterThan(0.05);
    expect(first!.rateA! - first!.rateB!).toBeCloseTo(first!.difference!, 12);
  });

  it('rarely finds anything where nothing differs', () => {
    let found = 0;
    for (let seed = 1; seed <= 40; seed += 1) {
      const draw = seededRandom(seed * 77);
      const [a, b] = [lotWafers('a', 5, edge, draw), lotWafers('b', 5, edge, draw)];
      const { zones } = zoneDifferences(
        a,
        b,
        geometry,
        { kind: 'rings-sectors', rings: 3, sectors: 4 },
        { permutations: 199 },
      );
      if (zones.some(({ adjustedP }) => (adjustedP ?? 1) <= 0.05)) found += 1;
    }
    expect(found).toBeLessThan(7);
  });

  it('pairs chambers that ran in the same lots', () => {
    const draw = seededRandom(9);
    const same = (rate: Rate) => lotWafers('L', 8, rate, draw);
    const map = zoneDifferences(same(corner), same(flat(0.05)), geometry, { kind: 'quadrants' });
    expect(map.basis).toMatchObject({ design: 'paired', lots: [8, 8], smallestP: 2 / 256 });
    expect(map.zones[0]?.adjustedP).toBeLessThan(0.05);
  });

  it('shows the difference of two lots without pretending to test it', () => {
    const map = differenceMap(bad.slice(0, 2), good.slice(0, 2));
    expect(map.basis).toMatchObject({ untested: 'too-few-lots', smallestP: null, lots: [2, 2] });
    expect(map.adjustedP.every(Number.isNaN)).toBe(true);
    expect(map.difference.some((d) => d > 0)).toBe(true);
    expect(differenceMap([], []).x).toHaveLength(0);
  });
});

describe('signatures', () => {
  it('are alike for one pattern at any loss, and unlike for others', () => {
    const faint: Rate = (px, py) => 0.5 * corner(px, py);
    expect(similarity(vector(corner, 1), vector(corner, 2))).toBeGreaterThan(0.8);
    expect(similarity(vector(corner, 1), vector(faint, 3))).toBeGreaterThan(0.7);
    expect(similarity(vector(corner, 1), vector(edge, 4))).toBeLessThan(0.5);
    expect(vector(corner, 1).strength).toBeGreaterThan(1.5 * vector(flat(0.2), 5).strength);
  });

  it('turn with the wafer', () => {
    const turned: Rate = (px, py) => corner(py, -px);
    expect(similarity(vector(corner, 1), vector(turned, 2))).toBeLessThan(0.3);
    expect(turnedSimilarity(vector(corner, 1), vector(turned, 2)).similarity).toBeGreaterThan(0.9);
    expect(turnedSimilarity(vector(turned, 1), vector(corner, 2)).turn).toBe(3);
  });

  it('have unit length, are symmetric, and like themselves best', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (one, other) => {
        const [a, b] = [vector(edge, one), vector(corner, other)];
        expect(Math.hypot(...a.cells)).toBeCloseTo(1, 10);
        expect(similarity(a, a)).toBeCloseTo(1, 10);
        expect(similarity(a, b)).toBe(similarity(b, a));
        expect(Math.abs(similarity(a, b))).toBeLessThanOrEqual(1);
      }),
      { numRuns: 20 },
    );
  });

  it('are none where nothing fails, all fails, or grids differ', () => {
    for (const rate of [0, 1]) {
      expect(signatureVector(counts(wafer(flat(rate), seededRandom(1))), geometry)).toMatchObject({
        reason: 'no-pattern',
      });
    }
    const small = signatureVector(counts(wafer(edge, seededRandom(1))), geometry, { rings: 2, sectors: 4 });
    expect(() => similarity(vector(edge, 1), small as SignatureVector)).toThrow(RangeError);
  });
});

describe('clustering of fails', () => {
  it('has the mean and variance of all rearrangements', () => {
    const shuffled = seededRandom(3);
    const state = wafer(flat(0.15), shuffled).state as number[];
    const values = Array.from({ length: 400 }, () => {
      const keys = state.map(() => shuffled());
      const order = keys.map((_, i) => i).sort((a, b) => keys[a]! - keys[b]!);
      return clustering(clusteringTest({ x, y, state: order.map((i) => state[i]!) }));
    });
    const z = values.map((value) => value.z);
    const mean = z.reduce((sum, value) => sum + value, 0) / z.length;
    const variance = z.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (z.length - 1);
    expect(Math.abs(mean)).toBeLessThan(0.15);
    expect(variance).toBeGreaterThan(0.8);
    expect(variance).toBeLessThan(1.2);
    const joins = values.reduce((sum, value) => sum + value.failJoins, 0) / values.length;
    expect(joins / values[0]!.expectedFailJoins).toBeCloseTo(1, 1);
  });

  it('sees a scratch of a dozen dies on a wafer within its spec, and not the same fails strewn about', () => {
    const uniform = seededRandom(12);
    const state = wafer(flat(0.02), uniform).state as number[];
    const scratched = state.map((s, i) => (x[i] === y[i] && Math.abs(x[i]!) < 7 ? DieState.failed : s));
    expect(clustering(clusteringTest({ x, y, state: scratched })).p).toBeLessThan(1e-6);
    expect(clustering(clusteringTest({ x, y, state: wafer(flat(0.05), uniform).state })).p).toBeGreaterThan(0.001);
  });

  it('is a chessboard at its lowest', () => {
    const state = x.map((px, i) => ((px + y[i]!) % 2 === 0 ? DieState.failed : DieState.firstPassGood));
    expect(Math.abs(clustering(clusteringTest({ x, y, state })).moransI)).toBeLessThan(0.1);
    const rows = y.map((py) => (py % 2 === 0 ? DieState.failed : DieState.recovered));
    expect(clustering(clusteringTest({ x, y, state: rows })).z).toBeLessThan(-5);
  });

  it.each([
    ['too-few-dies', { x: [0, 1], y: [0, 0], state: [DieState.failed, DieState.noVerdict] }],
    ['too-few-fails', { x, y, state: x.map(() => DieState.firstPassGood) }],
    ['too-few-goods', { x, y, state: x.map(() => DieState.failed) }],
    ['no-neighbours', { x: x.map((_, i) => 3 * i), y: x.map(() => 0), state: x.map((_, i) => i % 2) }],
  ] as const)('says %s', (reason, dies) => {
    expect(clusteringTest(dies)).toMatchObject({ kind: 'no-spatial-test', reason });
  });
});

describe('signature against a baseline', () => {
  const uniform = seededRandom(21);
  const healthy = Array.from({ length: 60 }, () => counts(wafer(edge, uniform)));
  const baseline = signatureBaseline(healthy, geometry);
  if (baseline.kind !== 'signature-baseline') throw new Error('expected a baseline');

  it('raises an alarm for a place, not for the edge loss that all wafers have, nor for a bad wafer all over', () => {
    const score = (rate: Rate) => signatureScore(counts(wafer(rate, uniform)), geometry, baseline);
    const both: Rate = (px, py) => Math.max(edge(px, py), px > 2 && py > 2 ? 0.6 : 0);
    const place = score(both);
    expect(place?.outside).toBe(true);
    expect(place?.leading[0]).toMatchObject({ sector: expect.toBeOneOf([0, 1]) as number });
    expect(place?.leading[0]?.residual).toBeGreaterThan(3);
    const quiet = Array.from({ length: 400 }, () => score(edge)?.outside).filter(Boolean).length;
    expect(quiet).toBeLessThan(6);
    const worse = Array.from({ length: 100 }, () => score((px, py) => 1.4 * edge(px, py))?.outside).filter(
      Boolean,
    ).length;
    expect(worse).toBeLessThan(15);
  });

  it('is not moved by a few bad wafers among the healthy', () => {
    const dirty = signatureBaseline(
      [...healthy, ...Array.from({ length: 4 }, () => counts(wafer(corner, uniform)))],
      geometry,
    );
    expect(dirty.kind === 'signature-baseline' && dirty.limit / baseline.limit).toBeLessThan(1.25);
  });

  it('needs 30 wafers with fails, and has no score for a wafer without any', () => {
    expect(signatureBaseline(healthy.slice(0, 29), geometry)).toMatchObject({ reason: 'too-few-wafers', needs: 30 });
    const clean = Array.from({ length: 40 }, () => counts(wafer(flat(0), uniform)));
    expect(signatureBaseline(clean, geometry)).toMatchObject({ reason: 'too-few-fails' });
    expect(signatureScore(clean[0]!, geometry, baseline)).toBeNull();
  });
});
