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

/** Square dots on a transparent ground, each laid over those before it. */
export class DotSheet {
  readonly pixels: Pixels;

  /** @param widthPx, heightPx px; @param density pixels a px */
  constructor(
    widthPx: number,
    heightPx: number,
    private readonly density: number,
  ) {
    const [width, height] = [inPixels(widthPx, density), inPixels(heightPx, density)];
    this.pixels = { width, height, data: new Uint8ClampedArray(CHANNELS * width * height) };
  }

  /** A brush that lays dots of one colour (`#rrggbb`), opacity (0 to 1) and edge (px) by their centres (px). */
  brush(colour: string, opacity: number, edgePx: number): (x: number, y: number) => void {
    const bits = Number.parseInt(colour.slice(1, 7), 16);
    const [red, green, blue] = [bits >> 16, (bits >> 8) & FULL, bits & FULL];
    const edge = inPixels(edgePx, this.density);
    const { width, height, data } = this.pixels;
    return (x, y) => {
      const left = Math.round(x * this.density - edge / 2);
      const top = Math.round(y * this.density - edge / 2);
      for (let row = Math.max(0, top); row < Math.min(height, top + edge); row += 1) {
        const end = CHANNELS * (row * width + Math.min(width, left + edge));
        for (let at = CHANNELS * (row * width + Math.max(0, left)); at < end; at += CHANNELS) {
          // source over, of colours that are not premultiplied (W3C Compositing, 9.1.4)
          const below = ((data[at + 3] ?? 0) / FULL) * (1 - opacity);
          const share = opacity / (opacity + below);
          data[at] = red * share + (data[at] ?? 0) * (1 - share);
          data[at + 1] = green * share + (data[at + 1] ?? 0) * (1 - share);
          data[at + 2] = blue * share + (data[at + 2] ?? 0) * (1 - share);
          data[at + 3] = FULL * (opacity + below);
        }
      }
    };
  }
}

/** At least one. */
function inPixels(lengthPx: number, density: number): number {
  return Math.max(1, Math.round(lengthPx * density));
}
