import type { Dies } from './wafer-drawing.ts';
import { dieCorner, dieUnder, type WaferGeometry } from './wafer-geometry.ts';

/** A point of the drawing: mm from the wafer's centre, Y downwards. */
export interface MapPoint {
  readonly x: number;
  readonly y: number;
}

/** Dies that a rectangle between two corners touches, as indices. */
export function diesInRectangle(dies: Dies, geometry: WaferGeometry, from: MapPoint, to: MapPoint): number[] {
  const [a, b] = [dieUnder(geometry, from.x, from.y), dieUnder(geometry, to.x, to.y)];
  const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
  const [bottom, top] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
  return indices(dies, (x, y) => x >= left && x <= right && y >= bottom && y <= top);
}

/** Dies whose middle lies inside a closed line, as indices; where it crosses itself, by the even-odd rule. */
export function diesInLasso(dies: Dies, geometry: WaferGeometry, line: readonly MapPoint[]): number[] {
  return indices(dies, (x, y) => {
    const { left, top } = dieCorner(geometry, x, y);
    return isInside(line, left + geometry.dieWidthMm / 2, top + geometry.dieHeightMm / 2);
  });
}

function indices({ x, y }: Dies, isIn: (x: number, y: number) => boolean): number[] {
  const found: number[] = [];
  for (let die = 0; die < x.length; die += 1) if (isIn(x[die] ?? 0, y[die] ?? 0)) found.push(die);
  return found;
}

function isInside(line: readonly MapPoint[], x: number, y: number): boolean {
  let inside = false;
  line.forEach((a, at) => {
    const b = line[(at + 1) % line.length] ?? a;
    const crosses = a.y > y !== b.y > y;
    if (crosses && x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)) inside = !inside;
  });
  return inside;
}
