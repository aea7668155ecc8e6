import { describe, expect, it } from 'vitest';
import { diesInLasso, diesInRectangle, type MapPoint } from './dies-within.ts';
import { dieCorner, waferGeometry } from './wafer-geometry.ts';

/** 5 × 5 dies of 20 × 10 mm around the centre. */
const geometry = waferGeometry({
  diameterMm: 200,
  dieWidthMm: 20,
  dieHeightMm: 10,
  minX: -2,
  maxX: 2,
  minY: -2,
  maxY: 2,
});
const dies = {
  x: Array.from({ length: 25 }, (_, die) => (die % 5) - 2),
  y: Array.from({ length: 25 }, (_, die) => Math.floor(die / 5) - 2),
};
const named = (found: readonly number[]): string[] => found.map((die) => `${dies.x[die]},${dies.y[die]}`).sort();
const middleOf = (x: number, y: number): MapPoint => {
  const { left, top } = dieCorner(geometry, x, y);
  return { x: left + geometry.dieWidthMm / 2, y: top + geometry.dieHeightMm / 2 };
};

describe('dies that are drawn around', () => {
  it('are those that a rectangle touches, from whichever corner it was drawn', () => {
    const [a, b] = [middleOf(-1, 2), middleOf(0, 1)];
    expect(named(diesInRectangle(dies, geometry, a, b))).toEqual(['-1,1', '-1,2', '0,1', '0,2']);
    expect(diesInRectangle(dies, geometry, b, a)).toEqual(diesInRectangle(dies, geometry, a, b));
  });

  it('are those whose middle a lasso holds, Y upwards', () => {
    const line = [middleOf(-2, 2), middleOf(2, 2), middleOf(2, 1)].map(({ x, y }) => ({ x: x + 1, y: y - 1 }));
    expect(named(diesInLasso(dies, geometry, line))).toEqual(['-1,2', '0,2', '1,2', '2,2']);
    expect(diesInLasso(dies, geometry, [])).toEqual([]);
  });

  it('are left out where the line goes around twice', () => {
    const square = [middleOf(-2, -2), middleOf(-2, 2), middleOf(2, 2), middleOf(2, -2)];
    const around = square.map(({ x, y }) => ({ x: x * 1.2, y: y * 1.2 }));
    expect(diesInLasso(dies, geometry, around)).toHaveLength(25);
    expect(diesInLasso(dies, geometry, [...around, ...around])).toEqual([]);
  });
});
