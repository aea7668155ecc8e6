import type { ColourToken } from '../theme/chart-theme.ts';
import { dieTokens, recoveredDies, type DieColouring } from './die-colouring.ts';
import { dieCorner, mm, rimPath, type WaferGeometry } from './wafer-geometry.ts';

/** Dies by coordinate, column by column of data: x[i], y[i] is die i. */
export interface Dies {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

export interface WaferMapView {
  readonly dies: Dies;
  readonly geometry: WaferGeometry;
  readonly colouring: DieColouring;
  /** Indices of the selected dies. */
  readonly selected?: readonly number[];
}

/** All dies of one colour as one path. */
export interface ColourPath {
  readonly token: ColourToken;
  readonly path: string;
  readonly dies: number;
}

/** What stands around and over the dies: paths in millimetres around the wafer's centre. */
export interface WaferMarks {
  readonly viewBox: string;
  readonly rim: string;
  /** Dots on recovered dies; empty below 8 px a die, where they would only be dirt. */
  readonly recovered: string;
  /** Around the selected dies; neighbours share one line, so that what they show stays to be seen. */
  readonly selection: string;
}

/** A map ready to be drawn. */
export interface WaferDrawing extends WaferMarks {
  readonly colours: readonly ColourPath[];
}

/** From this size on a die is large enough to carry a dot. */
const DOT_FROM_PX = 8;
/** Share of a die's pitch that stays free around it, so that dies stay countable. */
export const STREET = 0.06;
/** Room around the rim for its stroke. */
const MARGIN_MM = 1.5;

/** Half the edge of the square that a map is drawn in, in mm. */
export function halfExtent({ diameterMm }: WaferGeometry): number {
  return diameterMm / 2 + MARGIN_MM;
}

/**
 * Draws a wafer map: one path a colour (a die is one subpath), rim with notch, recovered dots and selection.
 * @param sizePx edge of the square it will be drawn in; decides about the dots only
 */
export function drawWafer(view: WaferMapView, sizePx: number): WaferDrawing {
  const { dies, geometry, colouring } = view;
  return {
    ...drawMarks(view, sizePx),
    colours: colourPaths(dies, geometry, dieTokens(colouring, dies.x.length)),
  };
}

/** A map without its dies: for those who paint them as pixels. */
export function drawMarks({ dies, geometry, colouring, selected }: WaferMapView, sizePx: number): WaferMarks {
  const half = halfExtent(geometry);
  const pxPerMm = sizePx / (2 * half);
  const diePx = Math.min(geometry.dieWidthMm, geometry.dieHeightMm) * pxPerMm;
  return {
    viewBox: `${mm(-half)} ${mm(-half)} ${mm(2 * half)} ${mm(2 * half)}`,
    rim: rimPath(geometry),
    recovered: diePx >= DOT_FROM_PX ? dots(dies, geometry, recoveredDies(colouring)) : '',
    selection: outline(dies, geometry, selected ?? []),
  };
}

function colourPaths(dies: Dies, geometry: WaferGeometry, tokens: readonly ColourToken[]): ColourPath[] {
  const parts = new Map<ColourToken, string[]>();
  const rectangles = dieRectangles(dies, geometry);
  let [last, own]: [ColourToken | null, string[]] = [null, []];
  tokens.forEach((token, die) => {
    // most dies have their neighbour's colour
    if (token !== last) {
      own = parts.get(token) ?? [];
      parts.set(token, own);
      last = token;
    }
    own.push(rectangles[die] ?? '');
  });
  // a fixed order keeps files identical and lets losses lie on top of good dies
  return [...parts.entries()]
    .sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b))
    .map(([token, written]) => ({ token, path: written.join(''), dies: written.length }));
}

function rank(token: ColourToken): number {
  return ['bin-untested', 'bin-pass', 'bin-recovered'].indexOf(token) + 1 || 4;
}

/**
 * A rectangle a die, parted by streets. The wafers of a lot share the arrays of their coordinates, so what was written
 * for the first of them serves the others.
 */
export function dieRectangles({ x, y }: Dies, geometry: WaferGeometry): readonly string[] {
  const known = WRITTEN.get(x);
  if (known?.y === y && sameDieGrid(known.geometry, geometry)) return known.rectangles;
  const rectangles = writtenRectangles({ x, y }, geometry);
  WRITTEN.set(x, { y, geometry, rectangles });
  return rectangles;
}

/** By the array of x coordinates: what is written goes when its map goes. */
const WRITTEN = new WeakMap<object, { y: ArrayLike<number>; geometry: WaferGeometry; rectangles: readonly string[] }>();

function sameDieGrid(a: WaferGeometry, b: WaferGeometry): boolean {
  const parts = ['dieWidthMm', 'dieHeightMm', 'centreX', 'centreY'] as const;
  return parts.every((part) => a[part] === b[part]);
}

/** Dies of a row or column share its place, which is written once. */
function writtenRectangles({ x, y }: Dies, geometry: WaferGeometry): string[] {
  const { dieWidthMm: width, dieHeightMm: height } = geometry;
  const inset = STREET * Math.min(width, height);
  const w = mm(width - 2 * inset);
  const sides = `h${w}v${mm(height - 2 * inset)}h-${w}z`;
  const leftOf = remembered((column) => mm(dieCorner(geometry, column, 0).left + inset));
  const topOf = remembered((row) => mm(dieCorner(geometry, 0, row).top + inset));
  return Array.from({ length: x.length }, (_, die) => `M${leftOf(x[die] ?? 0)} ${topOf(y[die] ?? 0)}${sides}`);
}

function remembered(write: (place: number) => number | string): (place: number) => number | string {
  const known = new Map<number, number | string>();
  return (place) => {
    let text = known.get(place);
    if (text === undefined) known.set(place, (text = write(place)));
    return text;
  };
}

function outline(dies: Dies, geometry: WaferGeometry, selected: readonly number[]): string {
  const places = new Set(selected.map((die) => placeKey(dies.x[die] ?? 0, dies.y[die] ?? 0)));
  const [w, h] = [mm(geometry.dieWidthMm), mm(geometry.dieHeightMm)];
  return selected
    .map((die) => {
      const [x, y] = [dies.x[die] ?? 0, dies.y[die] ?? 0];
      const corner = dieCorner(geometry, x, y);
      const [left, top] = [mm(corner.left), mm(corner.top)];
      const [right, bottom] = [mm(corner.left + geometry.dieWidthMm), mm(corner.top + geometry.dieHeightMm)];
      const sides = [
        { x, y: y + 1, path: `M${left} ${top}h${w}` },
        { x: x + 1, y, path: `M${right} ${top}v${h}` },
        { x, y: y - 1, path: `M${left} ${bottom}h${w}` },
        { x: x - 1, y, path: `M${left} ${top}v${h}` },
      ];
      return sides.map((side) => (places.has(placeKey(side.x, side.y)) ? '' : side.path)).join('');
    })
    .join('');
}

/** Coordinates are 16 bit with a sign, so one number holds both. */
function placeKey(x: number, y: number): number {
  return (x + 32768) * 65536 + (y + 32768);
}

function dots(dies: Dies, geometry: WaferGeometry, recovered: readonly number[]): string {
  const radius = 0.16 * Math.min(geometry.dieWidthMm, geometry.dieHeightMm);
  const r = mm(radius);
  return recovered
    .map((die) => {
      const { left, top } = dieCorner(geometry, dies.x[die] ?? 0, dies.y[die] ?? 0);
      const startX = mm(left + geometry.dieWidthMm / 2 - radius);
      const across = mm(2 * radius);
      return `M${startX} ${mm(top + geometry.dieHeightMm / 2)}a${r} ${r} 0 1 0 ${across} 0a${r} ${r} 0 1 0 -${across} 0z`;
    })
    .join('');
}

/** Finds a die by its coordinates in constant time, for hover and keyboard. */
export function dieLookup(dies: Dies): (x: number, y: number) => number | undefined {
  const index = new Map<number, number>();
  for (let die = 0; die < dies.x.length; die++) index.set(placeKey(dies.x[die] ?? 0, dies.y[die] ?? 0), die);
  return (x, y) => index.get(placeKey(x, y));
}
