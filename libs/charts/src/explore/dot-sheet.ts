import type { ChartSize } from './explore-frame.ts';

const CHANNELS = 4;
const FULL = 255;

/** Pixels as a canvas takes them: red, green, blue, alpha a pixel, each 0 to 255, row by row from the left upper corner. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** Pixels with their place in a chart. */
export interface PlacedPixels extends ChartSize {
  /** From the chart's left upper corner, px. */
  readonly left: number;
  readonly top: number;
  readonly pixels: Pixels;
}

/** Square dots on a transparent ground, colour by colour, each laid over those before it. */
export class DotSheet {
  readonly pixels: Pixels;
  /** Dots of the colour at hand that cover a pixel; at most 255 are told apart. */
  readonly #covers: Uint8ClampedArray<ArrayBuffer>;
  /** The same bytes, four pixels a number. */
  readonly #fours: Uint32Array<ArrayBuffer>;

  /** @param widthPx, heightPx px; @param density pixels a px */
  constructor(
    widthPx: number,
    heightPx: number,
    private readonly density: number,
  ) {
    const [width, height] = [inPixels(widthPx, density), inPixels(heightPx, density)];
    this.pixels = { width, height, data: new Uint8ClampedArray(CHANNELS * width * height) };
    this.#covers = new Uint8ClampedArray(4 * Math.ceil((width * height) / 4));
    this.#fours = new Uint32Array(this.#covers.buffer);
  }

  /**
   * Lays dots of one edge (px), of one colour (`#rrggbb`) and opacity (0 to 1).
   * @param centres x and y of each dot by turns, px: a pair for each of twenty thousand would cost more than to paint it
   */
  lay(centres: readonly number[], edgePx: number, colour: string, opacity: number): void {
    const { density } = this;
    const edge = inPixels(edgePx, density);
    for (let at = 0; at + 1 < centres.length; at += 2) {
      this.#cover((centres[at] ?? NaN) * density - edge / 2, (centres[at + 1] ?? NaN) * density - edge / 2, edge);
    }
    this.#blend(colour, opacity);
  }

  #cover(x: number, y: number, edge: number): void {
    const { width, height } = this.pixels;
    const [left, top] = [Math.round(x), Math.round(y)];
    const [begin, end] = [Math.max(0, left), Math.min(width, left + edge)];
    for (let row = Math.max(0, top); row < Math.min(height, top + edge); row += 1) {
      for (let at = row * width + begin; at < row * width + end; at += 1)
        this.#covers[at] = (this.#covers[at] ?? 0) + 1;
    }
  }

  /** Source over, of colours that are not premultiplied (W3C Compositing, 9.1.4): once a pixel, however many dots lie there. */
  #blend(colour: string, opacity: number): void {
    const bits = Number.parseInt(colour.slice(1, 7), 16);
    const channels = [bits >> 16, (bits >> 8) & FULL, bits & FULL] as const;
    const opacities = Float64Array.from({ length: FULL + 1 }, (_, dots) => 1 - (1 - opacity) ** dots);
    // most of a sheet is empty: four pixels are looked at at once
    for (let four = 0; four < this.#fours.length; four += 1) {
      if (this.#fours[four] === 0) continue;
      for (let pixel = 4 * four; pixel < 4 * four + 4; pixel += 1) {
        const dots = this.#covers[pixel] ?? 0;
        if (dots > 0) this.#blendPixel(CHANNELS * pixel, channels, opacities[dots] ?? 1);
      }
      this.#fours[four] = 0;
    }
  }

  #blendPixel(at: number, [red, green, blue]: readonly [number, number, number], over: number): void {
    const { data } = this.pixels;
    const below = ((data[at + 3] ?? 0) / FULL) * (1 - over);
    const share = over / (over + below);
    data[at] = red * share + (data[at] ?? 0) * (1 - share);
    data[at + 1] = green * share + (data[at + 1] ?? 0) * (1 - share);
    data[at + 2] = blue * share + (data[at + 2] ?? 0) * (1 - share);
    data[at + 3] = FULL * (over + below);
  }
}

/** At least one. */
function inPixels(lengthPx: number, density: number): number {
  return Math.max(1, Math.round(lengthPx * density));
}
