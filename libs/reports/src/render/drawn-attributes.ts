import { reportFonts } from './fonts.ts';
import { OtherSvg } from './other-svg.ts';

export type Attributes = ReadonlyMap<string, string>;

/** a, b, c, d, e, f as in PDF and SVG. */
export type Matrix = readonly [number, number, number, number, number, number];

/** How a shape is painted. Colours as `#rrggbb`; null: not at all. Lengths in the shape's own unit. */
export interface Paint {
  readonly fill: string | null;
  readonly fillOpacity: number;
  readonly stroke: string | null;
  readonly strokeOpacity: number;
  readonly strokeWidth: number;
  /** Dashes and gaps in turn; null: unbroken. */
  readonly dash: readonly number[] | null;
  readonly cap: 'butt' | 'round' | 'square';
  readonly join: 'miter' | 'round' | 'bevel';
}

export interface TextStyle {
  readonly fontFile: string;
  readonly size: number;
  /** Where the text's place lies in it, 0 at its beginning to 1 at its end. */
  readonly anchor: number;
  readonly baseline: 'alphabetic' | 'svg-central';
}

const READ = new Set([
  ...['d', 'x', 'y', 'width', 'height', 'transform'],
  ...['fill', 'fill-opacity', 'stroke', 'stroke-opacity', 'stroke-width'],
  ...['stroke-dasharray', 'stroke-linecap', 'stroke-linejoin'],
  ...['font-family', 'font-size', 'font-weight', 'text-anchor', 'dominant-baseline'],
]);
/** Say nothing on paper: notes of the chart engine, and that spaces count. */
const SILENT = /^(?:ecmeta_\w+|xml:space)$/;

/** Throws OtherSvg for an attribute that is not looked at here. */
export function paintOf(attributes: Attributes): Paint {
  for (const name of attributes.keys()) if (!READ.has(name) && !SILENT.test(name)) throw new OtherSvg();
  return {
    fill: colour(attributes.get('fill') ?? '#000000'),
    fillOpacity: numberIn(attributes, 'fill-opacity', 1),
    stroke: colour(attributes.get('stroke') ?? 'none'),
    strokeOpacity: numberIn(attributes, 'stroke-opacity', 1),
    strokeWidth: numberIn(attributes, 'stroke-width', 1),
    dash: dashOf(attributes),
    cap: chosen(attributes, 'stroke-linecap', { butt: 'butt', round: 'round', square: 'square' }, 'butt'),
    join: chosen(attributes, 'stroke-linejoin', { miter: 'miter', round: 'round', bevel: 'bevel' }, 'miter'),
  };
}

function dashOf(attributes: Attributes): Paint['dash'] {
  if (!attributes.has('stroke-dasharray')) return null;
  const lengths = numbersIn(attributes, 'stroke-dasharray');
  if (lengths.some((length) => length <= 0)) throw new OtherSvg();
  return lengths;
}

export function textStyleOf(attributes: Attributes): TextStyle {
  const cuts = chosen(attributes, 'font-family', reportFonts, '');
  const cut = chosen(attributes, 'font-weight', WEIGHTS, 'normal');
  return {
    fontFile: cuts[cut],
    size: numberIn(attributes, 'font-size'),
    anchor: chosen(attributes, 'text-anchor', ANCHORS, 'start'),
    baseline: chosen(attributes, 'dominant-baseline', BASELINES, 'auto'),
  };
}

const WEIGHTS = { normal: 'normal', 400: 'normal', 500: 'normal', 600: 'bold', 700: 'bold', bold: 'bold' } as const;
const ANCHORS = { start: 0, middle: 0.5, end: 1 } as const;
const BASELINES = { auto: 'alphabetic', alphabetic: 'alphabetic', central: 'svg-central' } as const;

const PLACE = /(translate|matrix|rotate)\(([^)]*)\)\s*/y;

/** Null where nothing is moved. */
export function placeOf(attributes: Attributes): Matrix | null {
  const text = attributes.get('transform');
  if (text === undefined) return null;
  let place: Matrix = [1, 0, 0, 1, 0, 0];
  PLACE.lastIndex = 0;
  for (let end = 0; end < text.length; end = PLACE.lastIndex) {
    const [, how = '', values = ''] = PLACE.exec(text) ?? [];
    const move = MOVES[how]?.(values.split(/[\s,]+/).map(numeric));
    if (!move) throw new OtherSvg();
    place = times(place, move);
  }
  return place;
}

/** Null for numbers that don't go with it. */
const MOVES: Readonly<Record<string, (values: readonly number[]) => Matrix | null>> = {
  translate: ([x, y = 0]) => (x === undefined ? null : [1, 0, 0, 1, x, y]),
  rotate: ([degrees, ...about]) =>
    degrees === undefined || about.length > 0 ? null : turned((degrees * Math.PI) / 180),
  matrix: ([a, b, c, d, e, f]) =>
    a === undefined || b === undefined || c === undefined || d === undefined || e === undefined || f === undefined
      ? null
      : [a, b, c, d, e, f],
};

function turned(radians: number): Matrix {
  const [sine, cosine] = [Math.sin(radians), Math.cos(radians)];
  return [cosine, sine, -sine, cosine, 0, 0];
}

function times([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

/** Lengths may be in px, which is the figure's unit. Without `initial` it must be there. */
export function numberIn(attributes: Attributes, name: string, initial?: number): number {
  const text = attributes.get(name);
  return text === undefined && initial !== undefined ? initial : numeric((text ?? '').replace(/px$/, ''));
}

/** Apart by spaces or commas. */
export function numbersIn(attributes: Attributes, name: string): readonly number[] {
  return (attributes.get(name) ?? '').split(/[\s,]+/).map(numeric);
}

function numeric(text: string): number {
  const value = text === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw new OtherSvg();
  return value;
}

function colour(text: string): string | null {
  if (text === 'none') return null;
  if (!/^#[0-9a-f]{6}$/i.test(text)) throw new OtherSvg();
  return text;
}

function chosen<T>(attributes: Attributes, name: string, known: Readonly<Record<string, T>>, initial: string): T {
  const value = known[attributes.get(name) ?? initial];
  if (value === undefined) throw new OtherSvg();
  return value;
}
