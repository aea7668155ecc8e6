import { describe, expect, it } from 'vitest';
import { DieState } from '../yield/retest-consolidation.ts';
import { classPareto } from './class-pareto.ts';
import { defectAdders } from './defect-adders.ts';
import { defectsOnDies, dieAt } from './defects-on-dies.ts';
import { inspectedDensity } from './inspected-density.ts';
import { killRatio, type LotKillDies } from './kill-ratio.ts';

/** Park and Miller's minimal generator: the same numbers on every machine. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

describe('inspectedDensity', () => {
  it('is what the inspection tool of a real file printed: 16 defects on 232.96 cm²', () => {
    const { value, interval } = inspectedDensity([{ lotId: 'HJU008', defects: 16, areaCm2: 232.96152996 }]);
    expect(value).toBeCloseTo(0.068681, 6);
    expect(interval).toEqual({ kind: 'too-few-lots', lots: 1, needs: 3 });
  });

  it('weights by area, and widens with the spread between lots only', () => {
    const wafers = [1, 2, 3].flatMap((lot) => [
      { lotId: `L${lot}`, defects: 10 * lot, areaCm2: 100 },
      { lotId: `L${lot}`, defects: 10 * lot, areaCm2: 100 },
    ]);
    const { value, interval } = inspectedDensity(wafers);
    expect(value).toBeCloseTo(0.2, 12);
    // s/√n of three lots at 0.1, 0.2, 0.3 is 0.1/√3; t(0.95, 2) = 4.302653.
    expect(interval).toMatchObject({
      low: 0,
      high: expect.closeTo(0.2 + (4.302653 * 0.1) / Math.sqrt(3), 6) as number,
    });
    const even = inspectedDensity(wafers.map((wafer) => ({ ...wafer, defects: 20 })));
    expect(even.interval).toMatchObject({ low: 0.2, high: 0.2 });
  });

  it('leaves out wafers without area and says when there is nothing', () => {
    expect(inspectedDensity([{ lotId: 'L', defects: 3, areaCm2: 0 }])).toMatchObject({ value: null, wafers: 0 });
  });
});

describe('defectAdders', () => {
  const places = (...points: readonly (readonly [number, number])[]) => ({
    x: points.map(([x]) => x),
    y: points.map(([, y]) => y),
  });

  it('tells what was there from what was added and what is gone', () => {
    const result = defectAdders(places([0, 0], [10, 10], [50, 0]), places([0.05, 0], [10, 9.95], [70, 0]), 0.1);
    expect(result).toMatchObject({ adders: 1, carried: 2, gone: 1, unplaced: 0 });
    expect([[...result.added], [...result.lost]]).toEqual([
      [0, 0, 1],
      [0, 0, 1],
    ]);
  });

  it('uses an old defect once: two beside it are one adder, the nearer is carried', () => {
    const result = defectAdders(places([0, 0]), places([0.09, 0], [0.01, 0]), 0.1);
    expect(result).toMatchObject({ added: Uint8Array.of(1, 0), adders: 1, carried: 1 });
  });

  it('counts defects without a place apart', () => {
    const result = defectAdders(places([0, 0], [NaN, 1]), places([NaN, 0], [0, 0]), 0.1);
    expect(result).toMatchObject({ adders: 0, carried: 1, gone: 0, unplaced: 1 });
  });

  it('agrees with comparing all pairs, whatever the cells', () => {
    const random = seeded(7);
    const cloud = (n: number) =>
      places(...Array.from({ length: n }, () => [random() * 2 - 1, random() * 2 - 1] as const));
    for (let round = 0; round < 20; round += 1) {
      const [earlier, later] = [cloud(80), cloud(80)];
      const { carried, adders, gone } = defectAdders(earlier, later, 0.07);
      expect(carried).toBe(greedy(earlier, later, 0.07));
      expect([adders + carried, gone + carried]).toEqual([80, 80]);
    }
  });

  it('has no adders against itself, and only adders against nothing', () => {
    const some = places([1, 2], [3, 4]);
    expect(defectAdders(some, some, 0.01)).toMatchObject({ adders: 0, gone: 0 });
    expect(defectAdders(places(), some, 0.01)).toMatchObject({ adders: 2, carried: 0 });
    expect(() => defectAdders(some, some, 0)).toThrow(RangeError);
  });
});

/** All pairs, nearest first: the slow way. */
function greedy(a: { x: number[]; y: number[] }, b: { x: number[]; y: number[] }, tolerance: number): number {
  const pairs = a.x.flatMap((x, i) =>
    b.x.map((other, j) => ({ i, j, distance: Math.hypot(x - other, a.y[i]! - b.y[j]!) })),
  );
  const [usedA, usedB] = [new Set<number>(), new Set<number>()];
  for (const { i, j, distance } of pairs.sort((p, q) => p.distance - q.distance || p.j - q.j)) {
    if (distance > tolerance || usedA.has(i) || usedB.has(j)) continue;
    usedA.add(i);
    usedB.add(j);
  }
  return usedA.size;
}

it('classPareto adds up codes and ranks them', () => {
  const pareto = classPareto([
    { code: 1, defects: 2 },
    { code: 7, defects: 5 },
    { code: 1, defects: 1 },
    { code: 9, defects: 0 },
  ]);
  expect(pareto).toEqual([
    { code: 7, defects: 5, share: 5 / 8, cumulative: 5 / 8 },
    { code: 1, defects: 3, share: 3 / 8, cumulative: 1 },
  ]);
  expect(classPareto([])).toEqual([]);
});

describe('defectsOnDies', () => {
  const grid = { dieWidthMm: 10, dieHeightMm: 20, centreX: 1, centreY: 0.5 };
  const { firstPassGood, failed, recovered, noVerdict } = DieState;
  const dies = {
    x: [0, 1, 2, 0, 1, 2],
    y: [0, 0, 0, 1, 1, 1],
    state: [firstPassGood, failed, recovered, failed, noVerdict, firstPassGood],
  };

  it('finds the die under a defect', () => {
    expect(dieAt(grid, -10, -10)).toEqual({ x: 0, y: 0 });
    expect(dieAt(grid, 4.9, 19.9)).toEqual({ x: 1, y: 1 });
    expect(dieAt(grid, 5.1, 0.1)).toEqual({ x: 2, y: 1 });
  });

  it('counts a die once a class, and never calls a die clean that was not inspected', () => {
    const defects = { x: [-10, -9, 0, 0, 500], y: [-10, -12, -10, 10, 0], classCode: [7, 7, 8, 7, 7] };
    const all = defectsOnDies({ lotId: 'L', defects, inspected: null, dies, grid });
    expect(all).toMatchObject({ hit: { dies: 2, good: 1 }, clean: { dies: 3, good: 2 }, offDies: 2 });
    expect([...all.byClass]).toEqual([
      [7, { dies: 1, good: 1 }],
      [8, { dies: 1, good: 0 }],
    ]);
    const sampled = defectsOnDies({ lotId: 'L', defects, inspected: { x: [10], y: [-10] }, dies, grid });
    expect(sampled.clean).toEqual({ dies: 1, good: 1 });
  });
});

describe('killRatio', () => {
  const lot = (withGood: number, withDies: number, cleanGood: number, cleanDies: number): LotKillDies => ({
    with: { good: withGood, dies: withDies },
    clean: { good: cleanGood, dies: cleanDies },
  });

  it('is 1 − Y(dies with) / Y(clean dies), and the dies it killed', () => {
    const result = killRatio([lot(18, 40, 900, 1000), lot(14, 40, 900, 1000), lot(16, 40, 900, 1000)]);
    expect(result.value).toBeCloseTo(1 - 0.4 / 0.9, 12);
    expect(result.killedDies).toBeCloseTo(120 * (1 - 0.4 / 0.9), 9);
    expect(result).toMatchObject({ diesWith: 120, cleanDies: 3000, lots: 3, refusal: null });
    expect(result.interval!.low).toBeLessThan(result.value!);
    expect(result.interval!.high).toBeGreaterThan(result.value!);
  });

  it('covers the truth in 95 of 100 samples of lots that differ, which counting dies alone does not', () => {
    const random = seeded(42);
    const [truth, rounds] = [0.5, 400];
    let covered = 0;
    for (let round = 0; round < rounds; round += 1) {
      const lots = Array.from({ length: 12 }, () => {
        // The lot's own level is the same for dies with and without; the kill of its defects varies around the truth.
        const level = 0.75 + 0.15 * random();
        const survive = (1 - truth) * (0.7 + 0.6 * random());
        const draw = (dies: number, p: number) =>
          Array.from({ length: dies }, () => random() < p).filter(Boolean).length;
        return lot(draw(150, level * survive), 150, draw(400, level), 400);
      });
      const { interval } = killRatio(lots);
      if (interval!.low <= truth && truth <= interval!.high) covered += 1;
    }
    expect(covered / rounds).toBeGreaterThan(0.915);
    expect(covered / rounds).toBeLessThan(0.985);
  });

  it.each([
    ['too few dies', [lot(3, 9, 90, 100)], { kind: 'too-few-dies', dies: 9, needs: 20 }, null],
    ['nothing at all', [], { kind: 'too-few-dies', dies: 0, needs: 20 }, null],
    ['too few lots', [lot(20, 40, 90, 100)], { kind: 'too-few-lots', lots: 1, needs: 3 }, 1 - 0.5 / 0.9],
    ['no good clean die', [lot(9, 30, 0, 100)], { kind: 'no-good-clean-die' }, null],
    ['none survived', Array(3).fill(lot(0, 30, 90, 100)), { kind: 'none-survived' }, 1],
    ['every die good', Array(3).fill(lot(30, 30, 90, 90)), { kind: 'no-spread' }, 0],
  ])('says why: %s', (_name, lots: LotKillDies[], refusal, value) => {
    const result = killRatio(lots);
    expect(result).toMatchObject({ refusal, interval: null });
    if (value === null) expect(result.value).toBeNull();
    else expect(result.value).toBeCloseTo(value, 12);
  });

  it('is below 0 where dies with the defect did better, and then killed none', () => {
    const result = killRatio([lot(39, 40, 80, 100), lot(38, 40, 80, 100), lot(39, 40, 82, 100)]);
    expect(result.value).toBeLessThan(0);
    expect(result.killedDies).toBe(0);
  });

  it('refuses counts that can not be', () => {
    expect(() => killRatio([lot(41, 40, 90, 100)])).toThrow(RangeError);
  });
});
