import type { ColourToken } from '../theme/chart-theme.ts';
import { dieCorner, mm, type WaferGeometry } from './wafer-geometry.ts';
import type { Dies } from './wafer-drawing.ts';

/** Dies of one row that touch and share a colour. */
interface Run {
  readonly token: ColourToken;
  readonly x: number;
  readonly y: number;
  dies: number;
}

/**
 * Neighbours of one colour as one rectangle each, one path a colour: most of a good wafer is a rectangle a row. Together
 * with `streets`, which part the dies again, it looks like a rectangle a die and is a quarter of the work for whoever
 * reads the drawing.
 * @param tokens colour of each die
 */
export function runPaths(
  dies: Dies,
  geometry: WaferGeometry,
  tokens: readonly ColourToken[],
): ReadonlyMap<ColourToken, string> {
  const paths = new Map<ColourToken, string>();
  for (const { token, x, y, dies: count } of runs(dies, tokens)) {
    const { left, top } = dieCorner(geometry, x, y);
    const width = mm(count * geometry.dieWidthMm);
    const rectangle = `M${mm(left)} ${mm(top)}h${width}v${mm(geometry.dieHeightMm)}h-${width}z`;
    paths.set(token, (paths.get(token) ?? '') + rectangle);
  }
  return paths;
}

function runs(dies: Dies, tokens: readonly ColourToken[]): Run[] {
  const x = (die: number): number => dies.x[die] ?? 0;
  const y = (die: number): number => dies.y[die] ?? 0;
  const inOrder = tokens.map((_, die) => die).sort((a, b) => y(a) - y(b) || x(a) - x(b));
  const found: Run[] = [];
  for (const die of inOrder) {
    const token = tokens[die] ?? 'bin-untested';
    const last = found.at(-1);
    if (last && last.token === token && last.y === y(die) && last.x + last.dies === x(die)) last.dies += 1;
    else found.push({ token, x: x(die), y: y(die), dies: 1 });
  }
  return found;
}

/** The lines along which dies are parted, over the whole extent of the map, as one path to be stroked. */
export function streets(dies: Dies, geometry: WaferGeometry): string {
  if (dies.x.length === 0) return '';
  const [firstX, lastX] = extent(dies.x);
  const [firstY, lastY] = extent(dies.y);
  const { left, top } = dieCorner(geometry, firstX, lastY);
  const width = (lastX - firstX + 1) * geometry.dieWidthMm;
  const height = (lastY - firstY + 1) * geometry.dieHeightMm;
  const lines: string[] = [];
  for (let x = 0; x <= lastX - firstX + 1; x += 1)
    lines.push(`M${mm(left + x * geometry.dieWidthMm)} ${mm(top)}v${mm(height)}`);
  for (let y = 0; y <= lastY - firstY + 1; y += 1)
    lines.push(`M${mm(left)} ${mm(top + y * geometry.dieHeightMm)}h${mm(width)}`);
  return lines.join('');
}

function extent(values: ArrayLike<number>): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (let index = 0; index < values.length; index += 1) {
    low = Math.min(low, values[index] ?? low);
    high = Math.max(high, values[index] ?? high);
  }
  return [low, high];
}
