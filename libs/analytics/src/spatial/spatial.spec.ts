import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DieState } from '../yield/retest-consolidation.ts';
import { geometryFromDies, ringOf, ringProfile, sectorOf, sectorProfile } from './ring-sector-profile.ts';
import { stackWafers } from './stacked-map.ts';

/** All dies of a round wafer with this radius in dies. */
function roundWafer(radius: number): { x: number[]; y: number[] } {
  const x: number[] = [];
  const y: number[] = [];
  for (let row = -radius; row <= radius; row += 1) {
    for (let column = -radius; column <= radius; column += 1) {
      if (column ** 2 + row ** 2 > radius ** 2) continue;
      x.push(column);
      y.push(row);
    }
  }
  return { x, y };
}

describe('stacked map', () => {
  const wafer = (...state: number[]) => ({ x: [0, 1, 0], y: [0, 0, 1], state });

  it('counts final fails at each position, with the wafers that have a verdict there', () => {
    const stack = stackWafers([
      wafer(DieState.failed, DieState.firstPassGood, DieState.noVerdict),
      wafer(DieState.lostOnRetest, DieState.recovered, DieState.noVerdict),
      wafer(DieState.firstPassGood, DieState.firstPassGood, DieState.noVerdict),
    ]);
    expect([...stack.tested]).toEqual([3, 3, 0]);
    expect([...stack.failed]).toEqual([2, 0, 0]);
    expect(stack.failRate[0]).toBeCloseTo(2 / 3, 12);
    expect(stack.failRate[2]).toBeNaN();
    expect(stack.wafers).toBe(3);
  });

  it('takes positions that only some wafers have', () => {
    const stack = stackWafers([
      { x: [-5], y: [7], state: [DieState.failed] },
      { x: [3], y: [-2], state: [DieState.firstPassGood] },
    ]);
    expect([...stack.x]).toEqual([3, -5]);
    expect([...stack.tested]).toEqual([1, 1]);
  });

  it('is the same for wafers that share the columns of their coordinates, beside others that don’t', () => {
    const [shared, other] = [roundWafer(3), { x: [0, 50], y: [0, 0] }];
    const states = (seed: number, { x }: { x: number[] }) => x.map((_, die) => ((die * seed) % 5) - 1);
    const own = (dies: { x: number[]; y: number[] }) => ({ x: [...dies.x], y: [...dies.y] });
    const order = [shared, other, shared, own(shared), other, { x: shared.x, y: [...shared.y].reverse() }];
    const wafers = order.map((dies, seed) => ({ ...dies, state: states(seed + 1, dies) }));
    const apart = stackWafers(wafers.map((wafer) => ({ ...own(wafer), state: wafer.state })));
    expect(stackWafers(wafers)).toEqual(apart);
    expect(apart.tested.reduce((sum, count) => sum + count, 0)).toBe(
      wafers.flatMap(({ state }) => state).filter((state) => state !== DieState.noVerdict).length,
    );
  });

  it('refuses columns of different lengths', () => {
    expect(() => stackWafers([{ x: [1], y: [], state: [] }])).toThrow(RangeError);
  });
});

describe('rings and sectors', () => {
  it('gives rings of equal area about the same number of dies', () => {
    const dies = roundWafer(40);
    const counts = { ...dies, tested: dies.x.map(() => 1), failed: dies.x.map(() => 0) };
    const geometry = { centreX: 0, centreY: 0, radiusX: 40, radiusY: 40 };
    const rings = ringProfile(counts, geometry, 5);
    const share = dies.x.length / 5;
    for (const ring of rings) expect(Math.abs(ring.dies - share) / share).toBeLessThan(0.06);
    const sectors = sectorProfile(counts, geometry, 8);
    for (const sector of sectors) expect(Math.abs(sector.dies - dies.x.length / 8)).toBeLessThan(45);
  });

  it('shows an edge ring as the outermost ring and nowhere else', () => {
    const dies = roundWafer(20);
    const geometry = geometryFromDies(dies.x, dies.y);
    const failed = dies.x.map((x, i) => (Math.hypot(x, dies.y[i]!) > 18.9 ? 1 : 0));
    const rings = ringProfile({ ...dies, tested: dies.x.map(() => 1), failed }, geometry, 5);
    expect(rings[4]?.failRate).toBeGreaterThan(0.4);
    expect(rings.slice(0, 4).map((ring) => ring.failRate)).toEqual([0, 0, 0, 0]);
  });

  it('counts sectors anticlockwise from +X with Y up', () => {
    const geometry = { centreX: 0, centreY: 0, radiusX: 10, radiusY: 10 };
    const points: [number, number][] = [
      [5, 1],
      [-1, 5],
      [-5, -1],
      [1, -5],
    ];
    expect(points.map(([x, y]) => sectorOf(x, y, geometry, 4))).toEqual([0, 1, 2, 3]);
  });

  it('measures wafers whose dies are not square by their own steps', () => {
    const geometry = { centreX: 0, centreY: 0, radiusX: 10, radiusY: 20 };
    expect(ringOf(9, 0, geometry, 4)).toBe(ringOf(0, 18, geometry, 4));
  });

  it('loses no die and no fail', () => {
    const die = fc.record({
      x: fc.integer({ min: -30, max: 30 }),
      y: fc.integer({ min: -30, max: 30 }),
      failed: fc.nat(3),
    });
    fc.assert(
      fc.property(fc.array(die, { minLength: 1, maxLength: 80 }), fc.integer({ min: 1, max: 12 }), (dies, zones) => {
        const counts = {
          x: dies.map(({ x }) => x),
          y: dies.map(({ y }) => y),
          tested: dies.map(() => 3),
          failed: dies.map(({ failed }) => failed),
        };
        const geometry = geometryFromDies(counts.x, counts.y);
        for (const profile of [ringProfile(counts, geometry, zones), sectorProfile(counts, geometry, zones)]) {
          expect(profile).toHaveLength(zones);
          expect(profile.reduce((sum, zone) => sum + zone.dies, 0)).toBe(dies.length);
          expect(profile.reduce((sum, zone) => sum + zone.failed, 0)).toBe(counts.failed.reduce((a, b) => a + b, 0));
        }
      }),
    );
  });

  it('refuses no zones and no dies', () => {
    expect(() => geometryFromDies([], [])).toThrow(RangeError);
    const dies = { x: [0], y: [0], tested: [1], failed: [0] };
    expect(() => ringProfile(dies, geometryFromDies([0], [0]), 0)).toThrow(RangeError);
  });
});
