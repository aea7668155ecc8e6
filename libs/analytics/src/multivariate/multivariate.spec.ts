import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededNormals } from '../../test/seeded-normals.ts';
import { phasedChart } from '../spc/phased-chart.ts';
import { hotellingPhaseOne, hotellingScore } from './hotelling.ts';
import { invertPositive, symmetricEigen } from './matrix.ts';
import type { HotellingModel, NoMultivariate, PcaModel } from './multivariate-types.ts';
import { pcaPhaseOne, pcaScore } from './principal-components.ts';

const folder = process.env['FAB_TEST_DATA'] ?? join(import.meta.dirname, '../../../../../shared/data');
const thickness = join(folder, 'wafer-thickness/silicon-wafer-thickness.csv');

function modelOf<M extends HotellingModel | PcaModel>(found: M | NoMultivariate): M {
  if (found.kind === 'no-model') throw new Error(`expected a model, got ${found.reason}`);
  return found;
}

function correlated(rows: number, seed: number): number[][] {
  const normal = seededNormals(seed);
  return Array.from({ length: rows }, () => {
    const common = normal();
    return [10 + common + 0.3 * normal(), 200 + 20 * common + 5 * normal(), normal()];
  });
}

// Expected values: NumPy and SciPy 1.17.1 (cov, inv, eigh, beta.ppf, f.ppf) with the formulas named in the source.
describe.skipIf(!existsSync(thickness))('184 batches of wafer thickness at 9 sites', () => {
  const rows = existsSync(thickness)
    ? readFileSync(thickness, 'utf8')
        .trim()
        .split(/\r?\n/)
        .slice(1)
        .map((line) => line.split(',').map(Number))
    : [];

  it("have the T² and the limits of Hotelling's chart", () => {
    const model = modelOf(hotellingPhaseOne(rows));
    expect(model.phaseOneLimit).toBeCloseTo(24.14714888455296, 6);
    expect(model.phaseTwoLimit).toBeCloseTo(27.97593497762816, 6);
    const scores = rows.map((row) => hotellingScore(model, row, 'one'));
    expect(scores[0]?.t2).toBeCloseTo(15.060117338243614, 6);
    expect(scores[154]?.t2).toBeCloseTo(120.03857129, 5);
    expect(scores.flatMap((score, i) => (score?.outside ? [i] : []))).toEqual([
      20, 22, 38, 48, 53, 65, 94, 110, 117, 154,
    ]);
    expect(scores.reduce((sum, score) => sum + (score?.t2 ?? 0), 0)).toBeCloseTo(1647, 6);
  });

  it('have one component that explains 91 %, with the limits of T² and Q', () => {
    const model = modelOf(pcaPhaseOne(rows));
    expect(model.eigenvalues).toHaveLength(1);
    expect(model.eigenvalues[0]).toBeCloseTo(8.17533345, 7);
    expect(model.explained).toBeCloseTo(0.90837038, 7);
    expect(model.t2Limit).toBeCloseTo(9.30087410276694, 6);
    expect(model.speLimit).toBeCloseTo(3.4101326482548604, 6);
    const scores = rows.map((row) => pcaScore(model, row));
    expect(scores[0]?.spe).toBeCloseTo(1.150033784521538, 7);
    expect(scores[0]?.t2).toBeCloseTo(0.1460835786450096, 7);
    expect(scores.flatMap((score, i) => (score?.outsideSpe ? [i] : []))).toEqual([22, 110, 154]);
    expect(scores.flatMap((score, i) => (score?.outsideT2 ? [i] : []))).toEqual([38, 39]);
  });

  it('are learnt without the batches that would hide others', () => {
    const model = modelOf(hotellingPhaseOne(rows, { clean: true }));
    expect(model.cleaned).toEqual(expect.arrayContaining([22, 110, 154]));
    expect(model.rows).toBe(184 - model.cleaned.length);
    expect(hotellingScore(model, rows[154]!)?.outside).toBe(true);
  });

  it('show why limits from the spread within a wafer are too tight for its mean', () => {
    const points = rows.map((within, i) => ({
      id: `batch ${i + 1}`,
      time: i,
      value: within.reduce((sum, v) => sum + v, 0) / 9,
      within,
    }));
    const beyond = (chart: 'x-bar-s' | 'lot-means') =>
      phasedChart(points, [], { chart, learnOn: 100 }).points.filter(({ z }) => Math.abs(z ?? 0) > 3).length;
    expect(beyond('lot-means')).toBeLessThan(6);
    expect(beyond('x-bar-s')).toBeGreaterThan(60);
  });
});

describe("Hotelling's T²", () => {
  const model = modelOf(hotellingPhaseOne(correlated(100, 3)));

  it('sees what no single variable shows: two that part company', () => {
    const odd = hotellingScore(model, [11.5, 170, 0]);
    expect(odd?.outside).toBe(true);
    expect(odd?.contributions.reduce((sum, part) => sum + part, 0)).toBeCloseTo(odd?.t2 ?? 0, 8);
    expect(hotellingScore(model, [11.5, 230, 0])?.outside).toBe(false);
  });

  it('alarms at new rows about as often as it promises', () => {
    let outside = 0;
    for (let seed = 10; seed < 30; seed += 1) {
      const frozen = modelOf(hotellingPhaseOne(correlated(60, seed), { alpha: 0.02 }));
      outside += correlated(200, seed + 100).filter((row) => hotellingScore(frozen, row)?.outside).length;
    }
    expect(outside / 4000).toBeGreaterThan(0.01);
    expect(outside / 4000).toBeLessThan(0.035);
  });

  it('keeps T² when units and offsets change', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.constantFrom(1e-6, 0.5, 1000), (seed, scale) => {
        const rows = correlated(40, seed);
        const changed = rows.map(([a, b, c]) => [a! * scale + 7, b! / scale, -c!]);
        const [before, after] = [modelOf(hotellingPhaseOne(rows)), modelOf(hotellingPhaseOne(changed))];
        const t2 = hotellingScore(before, rows[3]!)?.t2 ?? 0;
        expect(Math.abs((hotellingScore(after, changed[3]!)?.t2 ?? -1) - t2)).toBeLessThan(1e-5 * (1 + t2));
      }),
      { numRuns: 20 },
    );
  });

  it.each<[NoMultivariate['reason'], number[][], number[]]>([
    ['no-rows', [], []],
    ['no-rows', [[Number.NaN, 1]], []],
    ['ragged-rows', [[1, 2], [1]], []],
    ['more-variables-than-rows', correlated(4, 1), []],
    ['no-spread', correlated(20, 1).map(([a, b]) => [a!, 0.1, b!]), [1]],
    ['collinear', correlated(20, 1).map(([a, b]) => [a!, b!, a! + b! / 20]), [2]],
  ])('refuses %s, and names the columns', (reason, rows, columns) => {
    expect(hotellingPhaseOne(rows)).toMatchObject({ kind: 'no-model', reason, columns });
  });

  it('leaves rows with gaps out, and gives them no score', () => {
    const rows = correlated(30, 5);
    rows[4] = [Number.NaN, 1, 2];
    const frozen = modelOf(hotellingPhaseOne(rows));
    expect(frozen).toMatchObject({ rows: 29, incomplete: [4] });
    expect(hotellingScore(frozen, rows[4])).toBeNull();
    expect(() => hotellingScore(frozen, [1])).toThrow(RangeError);
    expect(() => hotellingPhaseOne(rows, { alpha: 0 })).toThrow(RangeError);
  });
});

describe('principal components', () => {
  it('take more variables than rows, and keep T² and SPE finite', () => {
    const normal = seededNormals(6);
    const rows = Array.from({ length: 12 }, () => {
      const common = normal();
      return Array.from({ length: 30 }, (_, j) => common * (j % 3) + 0.2 * normal());
    });
    const model = modelOf(pcaPhaseOne(rows));
    const score = pcaScore(model, rows[0]!);
    expect([score?.t2, score?.spe, model.t2Limit, model.speLimit ?? 0].every((v) => Number.isFinite(v))).toBe(true);
  });

  it('put a row off the plane into Q, one far out in the plane into T²', () => {
    const normal = seededNormals(8);
    const plane = (t: number): number[] => [t, 2 * t, -t].map((v) => v + 0.05 * normal());
    const model = modelOf(
      pcaPhaseOne(
        Array.from({ length: 80 }, () => plane(normal())),
        { components: 1 },
      ),
    );
    expect(pcaScore(model, [1, -2, 1])).toMatchObject({ outsideSpe: true });
    expect(pcaScore(model, [9, 18, -9])).toMatchObject({ outsideT2: true, outsideSpe: false });
  });

  it('have nothing off the plane when all components are kept', () => {
    const model = modelOf(pcaPhaseOne(correlated(40, 2), { components: 3 }));
    expect(model.speLimit).toBeNull();
    expect(pcaScore(model, [10, 200, 0])?.spe).toBeCloseTo(0, 10);
    expect(pcaPhaseOne(correlated(5, 2))).toMatchObject({ reason: 'too-few-rows', needs: 10 });
  });
});

describe('matrices', () => {
  it('are inverted and taken apart', () => {
    const matrix = [Float64Array.of(1, 0.5, 0.2), Float64Array.of(0.5, 1, 0.3), Float64Array.of(0.2, 0.3, 1)];
    const inverse = invertPositive(matrix);
    if ('dependent' in inverse) throw new Error('expected an inverse');
    const { values, vectors } = symmetricEigen(matrix);
    for (const i of [0, 1, 2]) {
      for (const j of [0, 1, 2]) {
        const unit = [0, 1, 2].reduce((sum, k) => sum + matrix[i]![k]! * inverse[k]![j]!, 0);
        expect(unit).toBeCloseTo(i === j ? 1 : 0, 12);
        const rebuilt = [0, 1, 2].reduce((sum, k) => sum + values[k]! * vectors[k]![i]! * vectors[k]![j]!, 0);
        expect(rebuilt).toBeCloseTo(matrix[i]![j]!, 12);
      }
    }
  });
});
