/** A path that asks for nothing but a fill and a stroke. Colours as `#rrggbb`; null: none. */
export interface PlainPath {
  readonly d: string;
  readonly fill: string | null;
  readonly stroke: string | null;
  readonly strokeWidth: number;
}

export interface SplitSvg {
  /** left, top, width, height in the figure's own unit */
  readonly viewBox: readonly [number, number, number, number];
  /** The plain paths that the figure begins with, in order. */
  readonly paths: readonly PlainPath[];
  /** What follows them, as a figure of the same size; null when nothing does. */
  readonly rest: string | null;
}

const COLOUR = '(none|#[0-9a-f]{6})';
const ROOT = /^<svg\b[^>]* viewBox="(\S+) (\S+) (\S+) (\S+)"[^>]*>/;
const PATH = new RegExp(`<path d="([^"]*)" fill="${COLOUR}"(?: stroke="${COLOUR}" stroke-width="([\\d.]+)")?/>`, 'iy');
const END = '</svg>';

/**
 * Takes off the plain paths with which a machine-written SVG begins: all of a wafer map. Null when it begins with
 * anything else. Written attribute for attribute as `waferSvg` does; what differs is left to whoever reads all of SVG.
 */
export function splitPlainPaths(svg: string): SplitSvg | null {
  const root = ROOT.exec(svg);
  if (!root) return null;
  const paths: PlainPath[] = [];
  PATH.lastIndex = root[0].length;
  for (let end = PATH.lastIndex, found = PATH.exec(svg); ; found = PATH.exec(svg)) {
    if (!found) return paths.length === 0 ? null : { viewBox: viewBoxOf(root), paths, rest: restOf(svg, root[0], end) };
    const [, d = '', fill, stroke, width = '1'] = found;
    paths.push({ d, fill: paint(fill), stroke: paint(stroke), strokeWidth: Number(width) });
    end = PATH.lastIndex;
  }
}

function viewBoxOf([, left, top, width, height]: RegExpExecArray): SplitSvg['viewBox'] {
  return [Number(left), Number(top), Number(width), Number(height)];
}

function restOf(svg: string, root: string, from: number): string | null {
  const rest = svg.slice(from);
  return rest === END ? null : root + rest;
}

function paint(colour: string | undefined): string | null {
  return colour === undefined || colour === 'none' ? null : colour;
}

const NUMBER = String.raw`(-?[\d.]+)`;
const PIECE = new RegExp(`M${NUMBER} ${NUMBER}(?:h${NUMBER}v${NUMBER}h-(?:\\3)z|h${NUMBER}|v${NUMBER})`, 'y');

/**
 * A path of rectangles and of lines along the axes in operators of PDF, which has one for a rectangle. Null for any
 * other path.
 */
export function pathOperators(d: string): string | null {
  const operators: string[] = [];
  PIECE.lastIndex = 0;
  for (let end = 0; end < d.length; end = PIECE.lastIndex) {
    const [, x = '', y = '', width, height, right, down] = PIECE.exec(d) ?? [];
    if (x === '') return null;
    if (width !== undefined) operators.push(`${x} ${y} ${width} ${height} re`);
    else
      operators.push(
        `${x} ${y} m ${right === undefined ? x : sum(x, right)} ${down === undefined ? y : sum(y, down)} l`,
      );
  }
  return operators.join('\n');
}

/** In thousandths, which is finer than a path is written. */
function sum(from: string, by: string): number {
  return Math.round((Number(from) + Number(by)) * 1000) / 1000;
}
