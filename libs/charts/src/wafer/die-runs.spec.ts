import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ColourToken } from '../theme/chart-theme.ts';
import { runPaths, streets } from './die-runs.ts';
import { dieCorner, waferGeometry } from './wafer-geometry.ts';

const SIDE = 6;
const geometry = waferGeometry({
  diameterMm: 300,
  dieWidthMm: 20,
  dieHeightMm: 10,
  minX: 0,
  maxX: SIDE - 1,
  minY: 0,
  maxY: SIDE - 1,
});
const TOKENS: readonly ColourToken[] = ['bin-pass', 'bin-1', 'bin-2'];

interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function rectangles(path: string): Rectangle[] {
  return [...path.matchAll(/M(\S+) (\S+?)h(\S+?)v(\S+?)h-\S+?z/g)].map(([, left, top, width, height]) => ({
    left: Number(left),
    top: Number(top),
    width: Number(width),
    height: Number(height),
  }));
}

const covers = (box: Rectangle, x: number, y: number): boolean =>
  x > box.left && x < box.left + box.width && y > box.top && y < box.top + box.height;

describe('dies of one colour as runs', () => {
  it('cover each die once, in its own colour, whatever the order of the dies', () => {
    const die = fc.record({
      x: fc.integer({ min: 0, max: SIDE - 1 }),
      y: fc.integer({ min: 0, max: SIDE - 1 }),
      token: fc.constantFrom(...TOKENS),
    });
    const map = fc.uniqueArray(die, { selector: ({ x, y }) => `${x}/${y}`, maxLength: SIDE * SIDE });
    fc.assert(
      fc.property(map, (dies) => {
        const paths = runPaths(
          { x: dies.map(({ x }) => x), y: dies.map(({ y }) => y) },
          geometry,
          dies.map(({ token }) => token),
        );
        const boxes = [...paths].flatMap(([token, path]) => rectangles(path).map((box) => ({ token, box })));
        for (const { x, y, token } of dies) {
          const { left, top } = dieCorner(geometry, x, y);
          const found = boxes.filter(({ box }) => covers(box, left + 10, top + 5));
          expect(found.map((one) => one.token)).toEqual([token]);
        }
        const area = boxes.reduce((sum, { box }) => sum + box.width * box.height, 0);
        expect(area).toBeCloseTo(dies.length * 200, 6);
      }),
    );
  });

  it('are one rectangle a row of a good wafer', () => {
    const all = Array.from({ length: SIDE * SIDE }, (_, index) => index);
    const dies = { x: all.map((index) => index % SIDE), y: all.map((index) => Math.floor(index / SIDE)) };
    const paths = runPaths(
      dies,
      geometry,
      all.map(() => 'bin-pass'),
    );
    expect(rectangles(paths.get('bin-pass') ?? '')).toHaveLength(SIDE);
    // seven lines each way part six by six dies
    expect(streets(dies, geometry).split('M')).toHaveLength(1 + 2 * (SIDE + 1));
  });

  it('are nothing where there are no dies', () => {
    expect(runPaths({ x: [], y: [] }, geometry, []).size).toBe(0);
    expect(streets({ x: [], y: [] }, geometry)).toBe('');
  });
});
