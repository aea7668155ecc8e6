import { describe, expect, it } from 'vitest';
import { zoneYields } from './zone-yields.ts';

/** A square of 11 × 11 dies; all good but the centre, and one without a verdict. */
const dies = { x: [] as number[], y: [] as number[], state: [] as number[] };
for (let y = -5; y <= 5; y++) {
  for (let x = -5; x <= 5; x++) {
    dies.x.push(x);
    dies.y.push(y);
    dies.state.push(x === 0 && y === 0 ? 0 : x === 5 && y === 0 ? -1 : x === -5 ? 2 : 1);
  }
}
const extent = { minX: -5, maxX: 5, minY: -5, maxY: 5 };

describe('yield by zone', () => {
  const zones = zoneYields(dies, extent);

  it('counts each die with a verdict once by ring, and once by ring and sector', () => {
    const sum = (list: typeof zones) => list.reduce((total, zone) => total + zone.gross, 0);
    expect(sum(zones.filter((zone) => zone.sector === null))).toBe(120);
    expect(sum(zones.filter((zone) => zone.sector !== null))).toBe(120);
    expect(zones).toHaveLength(5 + 40);
  });

  it('puts the loss where it is: the bad centre lowers ring 0 only, recovered dies are good', () => {
    const rings = zones.filter((zone) => zone.sector === null);
    expect(rings[0]!.yield).toBeCloseTo(1 - 1 / rings[0]!.gross, 10);
    for (const ring of rings.slice(1)) expect(ring.yield).toBe(1);
  });

  it('has no yield where nothing was tested', () => {
    expect(zoneYields({ x: [0], y: [0], state: [1] }, extent)[4]).toEqual({
      ring: 4,
      sector: null,
      gross: 0,
      good: 0,
      yield: null,
    });
  });
});
