import type { ChartTheme, ColourToken } from '../theme/chart-theme.ts';
import { dieTokens } from './die-colouring.ts';
import { dieCorner, type WaferGeometry } from './wafer-geometry.ts';
import { halfExtent, STREET, type Dies, type WaferMapView } from './wafer-drawing.ts';

const UNTESTED: ColourToken = 'bin-untested';
/** Width of the line around an untested die, in px of the screen. */
const OUTLINE_PX = 0.5;
const CHANNELS = 4;

/** How large a map is painted. */
export interface PaintedSize {
  /** Edge of the square in px of the screen. */
  readonly sizePx: number;
  /** Pixels of the image a px of the screen. */
  readonly density: number;
}

/** Edge of the image in pixels. */
export function imageEdge({ sizePx, density }: PaintedSize): number {
  return Math.max(1, Math.round(sizePx * density));
}

/**
 * The dies of a map as pixels of a square image: red, green, blue, alpha a pixel, each 0 to 255, row by row from the left
 * upper corner, as a canvas takes them; `imageEdge` pixels a side. Each pixel has the mean of what covers it, by area, so
 * dies smaller than a pixel are as true as large ones.
 */
export function diePixels(
  { dies, geometry, colouring }: WaferMapView,
  theme: ChartTheme,
  size: PaintedSize,
): Uint8ClampedArray<ArrayBuffer> {
  const sheet = new PixelSheet(imageEdge(size));
  const placeOf = placing(dies, geometry, sheet.edge);
  const line = (OUTLINE_PX * size.density) / 2;
  const rim = colourOf(theme, 'border-strong');
  const colours = new Map<ColourToken, Colour>();
  dieTokens(colouring, dies.x.length).forEach((token, die) => {
    const colour = colours.get(token) ?? colourOf(theme, token);
    colours.set(token, colour);
    const place = placeOf(die);
    if (token !== UNTESTED) sheet.add(place, 0, colour, 1);
    else {
      // the line lies half inside, half outside of its die
      sheet.add(place, line, rim, 1);
      sheet.add(place, -line, rim, -1);
      sheet.add(place, -line, colour, 1);
    }
  });
  return sheet.pixels();
}

type Colour = readonly [red: number, green: number, blue: number];

function colourOf({ colours }: ChartTheme, token: ColourToken): Colour {
  const bits = Number.parseInt(colours[token].slice(1, 7), 16);
  return [bits >> 16, (bits >> 8) & 255, bits & 255];
}

/** A rectangle in pixels of the image. */
interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function placing(dies: Dies, geometry: WaferGeometry, edge: number): (die: number) => Place {
  const half = halfExtent(geometry);
  const scale = edge / (2 * half);
  const inset = STREET * Math.min(geometry.dieWidthMm, geometry.dieHeightMm);
  const width = (geometry.dieWidthMm - 2 * inset) * scale;
  const height = (geometry.dieHeightMm - 2 * inset) * scale;
  return (die) => {
    const { left, top } = dieCorner(geometry, dies.x[die] ?? 0, dies.y[die] ?? 0);
    return { left: (left + inset + half) * scale, top: (top + inset + half) * scale, width, height };
  };
}

/** Sums of colours by the share of each pixel that they cover. */
class PixelSheet {
  /** Red, green and blue times share, and share. */
  private readonly sums: Float32Array;
  readonly edge: number;

  constructor(edge: number) {
    this.edge = edge;
    this.sums = new Float32Array(CHANNELS * edge * edge);
  }

  /** A rectangle, larger by `by` on each side; `sign` -1 takes it away again. */
  add({ left, top, width, height }: Place, by: number, colour: Colour, sign: 1 | -1): void {
    const [x0, x1] = [Math.max(0, left - by), Math.min(this.edge, left + width + by)];
    const [y0, y1] = [Math.max(0, top - by), Math.min(this.edge, top + height + by)];
    if (!(x1 > x0)) return;
    for (let y = Math.floor(y0); y < y1; y += 1) {
      const inRow = sign * (Math.min(y1, y + 1) - Math.max(y0, y));
      this.addRow(y, x0, x1, inRow, colour);
    }
  }

  private addRow(y: number, x0: number, x1: number, inRow: number, [red, green, blue]: Colour): void {
    const { sums } = this;
    for (let x = Math.floor(x0); x < x1; x += 1) {
      const share = inRow * (Math.min(x1, x + 1) - Math.max(x0, x));
      const at = CHANNELS * (y * this.edge + x);
      sums[at] = (sums[at] ?? 0) + red * share;
      sums[at + 1] = (sums[at + 1] ?? 0) + green * share;
      sums[at + 2] = (sums[at + 2] ?? 0) + blue * share;
      sums[at + 3] = (sums[at + 3] ?? 0) + share;
    }
  }

  /** Where more than one die covers a pixel, they share it. */
  pixels(): Uint8ClampedArray<ArrayBuffer> {
    const { sums } = this;
    const image = new Uint8ClampedArray(sums.length);
    for (let at = 0; at < sums.length; at += CHANNELS) {
      const share = sums[at + 3] ?? 0;
      // what was added and taken away leaves some dust
      if (share < 1e-3) continue;
      image[at] = (sums[at] ?? 0) / share;
      image[at + 1] = (sums[at + 1] ?? 0) / share;
      image[at + 2] = (sums[at + 2] ?? 0) / share;
      image[at + 3] = 255 * Math.min(1, share);
    }
    return image;
  }
}
