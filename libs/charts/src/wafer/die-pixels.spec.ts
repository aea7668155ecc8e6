import { describe, expect, it } from 'vitest';
import { chartTheme } from '../theme/chart-theme.ts';
import { diePixels, imageEdge } from './die-pixels.ts';
import type { WaferMapView } from './wafer-drawing.ts';
import { waferGeometry } from './wafer-geometry.ts';

const theme = chartTheme('light');
const slots = new Map([
  [1, 0],
  [11, 1],
]);

/** A wafer of 97 mm is drawn in a square of 100 mm: with dies of 10 mm ten stand in a row, whole pixels wide at 100 px. */
function viewOf(dies: readonly (readonly [x: number, y: number, bin: number])[], dieMm = 10): WaferMapView {
  const last = 100 / dieMm - 1;
  const geometry = waferGeometry({
    diameterMm: 97,
    dieWidthMm: dieMm,
    dieHeightMm: dieMm,
    minX: 0,
    maxX: last,
    minY: 0,
    maxY: last,
  });
  const bins = dies.map(([, , bin]) => bin);
  return {
    dies: { x: dies.map(([x]) => x), y: dies.map(([, y]) => y) },
    geometry,
    colouring: { kind: 'bin', bins, slots, states: bins.map((bin) => (bin === 0 ? -1 : 1)) },
  };
}

const rgba = (hex: string, alpha = 255): number[] => [
  ...[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)),
  alpha,
];

function pixelAt(image: Uint8ClampedArray, edge: number, x: number, y: number): number[] {
  return [...image.subarray(4 * (y * edge + x), 4 * (y * edge + x) + 4)];
}

describe('dies as pixels', () => {
  it('lie where their paths do: X to the right, Y upwards, with streets between them', () => {
    const size = { sizePx: 100, density: 1 };
    const image = diePixels(
      viewOf([
        [0, 9, 11],
        [9, 0, 1],
      ]),
      theme,
      size,
    );
    expect(image).toHaveLength(4 * 100 * 100);
    expect(pixelAt(image, 100, 5, 5)).toEqual(rgba(theme.colours['bin-1']));
    expect(pixelAt(image, 100, 95, 95)).toEqual(rgba(theme.colours['bin-pass']));
    expect(pixelAt(image, 100, 50, 50)).toEqual([0, 0, 0, 0]);
    // a street of .6 px on each side of a die: the first pixel is covered by two fifths
    expect(pixelAt(image, 100, 0, 5)).toEqual(rgba(theme.colours['bin-1'], 102));
  });

  it('are as sharp as the screen', () => {
    const dense = { sizePx: 100, density: 2 };
    expect(imageEdge(dense)).toBe(200);
    const image = diePixels(viewOf([[0, 9, 11]]), theme, dense);
    expect(pixelAt(image, 200, 0, 10)[3]).toBe(0);
    expect(pixelAt(image, 200, 1, 10)[3]).toBe(204);
    expect(pixelAt(image, 200, 2, 10)).toEqual(rgba(theme.colours['bin-1']));
  });

  it('smaller than a pixel each give it their share of its colour', () => {
    // four dies a pixel, three good and one bad, each covering .88 × .88 of its pitch
    const dies = [
      [0, 0, 1],
      [1, 0, 1],
      [0, 1, 1],
      [1, 1, 11],
    ] as const;
    const [red, , , alpha] = pixelAt(diePixels(viewOf(dies, 0.5), theme, { sizePx: 100, density: 1 }), 100, 0, 99);
    const [good = 0, bad = 0] = (['bin-pass', 'bin-1'] as const).map((token) => rgba(theme.colours[token])[0]);
    expect(red).toBeCloseTo((3 * good + bad) / 4, -0.5);
    expect(alpha).toBeCloseTo(255 * 0.88 ** 2, -0.5);
  });

  it('without a verdict have a line around them, so that they are seen on the page', () => {
    const image = diePixels(viewOf([[0, 9, 0]]), theme, { sizePx: 100, density: 4 });
    // the die begins at 2.4 pixels; its line is two wide, the first of it covers three fifths of a pixel
    expect(pixelAt(image, 400, 1, 20)).toEqual(rgba(theme.colours['border-strong'], 153));
    expect(pixelAt(image, 400, 2, 20)).toEqual(rgba(theme.colours['border-strong']));
    expect(pixelAt(image, 400, 20, 20)).toEqual(rgba(theme.colours['bin-untested']));
  });

  it('two of which lie on one place, and those beyond the square, do no harm', () => {
    const image = diePixels(
      viewOf([
        [0, 9, 11],
        [0, 9, 11],
        [40, 9, 1],
        [-40, -9, 1],
      ]),
      theme,
      { sizePx: 100, density: 1 },
    );
    expect(pixelAt(image, 100, 5, 5)).toEqual(rgba(theme.colours['bin-1']));
    expect(image.filter((_, at) => at % 4 === 3 && image[at]! > 0).length).toBeLessThanOrEqual(100);
  });

  it('take the colours of the theme', () => {
    const image = diePixels(viewOf([[0, 9, 11]]), chartTheme('dark'), { sizePx: 100, density: 1 });
    expect(pixelAt(image, 100, 5, 5)).toEqual(rgba(chartTheme('dark').colours['bin-1']));
  });
});
