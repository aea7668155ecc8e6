import { describe, expect, it } from 'vitest';
import { chartTheme } from '../theme/chart-theme.ts';
import { DIE_STATE, dieTokens, type DieColouring } from './die-colouring.ts';
import { dieLookup, drawWafer, type Dies } from './wafer-drawing.ts';
import { dieUnder, rimPath, waferGeometry } from './wafer-geometry.ts';
import { waferSvg } from './wafer-svg.ts';

/** A plus of five dies: centre, right, left, up, down. */
const plus: Dies = { x: [0, 1, -1, 0, 0], y: [0, 0, 0, 1, -1] };
const geometry = waferGeometry({
  diameterMm: 300,
  dieWidthMm: 20,
  dieHeightMm: 10,
  edgeExclusionMm: 3,
  minX: -1,
  maxX: 1,
  minY: -1,
  maxY: 1,
});
const slots = new Map([
  [1, 0],
  [11, 1],
  [12, 2],
  [99, 9],
]);
const bins = (values: number[], states?: number[]): DieColouring => ({
  kind: 'bin',
  bins: values,
  slots,
  ...(states ? { states } : {}),
});
const subpaths = (path: string): number => path.split('M').length - 1;

describe('wafer geometry', () => {
  it('derives an unknown die size from the extent and the usable diameter', () => {
    const derived = waferGeometry({ diameterMm: 200, edgeExclusionMm: 2, minX: 1, maxX: 49, minY: 0, maxY: 27 });
    expect(derived.dieWidthMm).toBeCloseTo(196 / 49);
    expect(derived.dieHeightMm).toBeCloseTo(7);
    expect([derived.centreX, derived.centreY]).toEqual([25, 13.5]);
  });

  it('refuses an empty grid and a wafer without size', () => {
    expect(() => waferGeometry({ diameterMm: 0, minX: 0, maxX: 1, minY: 0, maxY: 1 })).toThrow(RangeError);
    expect(() => waferGeometry({ diameterMm: 300, minX: 2, maxX: 1, minY: 0, maxY: 1 })).toThrow(RangeError);
  });

  it('draws X to the right and Y upwards: SVG mirrors Y', () => {
    const drawing = drawWafer({ dies: { x: [1], y: [1] }, geometry, colouring: bins([1]) }, 300);
    const [left, top] =
      /^M([-\d.]+) ([-\d.]+)/
        .exec(drawing.colours[0]?.path ?? '')
        ?.slice(1)
        .map(Number) ?? [];
    expect(left).toBeGreaterThan(0);
    expect(top).toBeLessThan(0);
  });

  it('finds the die under a point, also where the grid has an even number of columns', () => {
    expect(dieUnder(geometry, 19, -9)).toEqual({ x: 1, y: 1 });
    const even = waferGeometry({
      diameterMm: 300,
      dieWidthMm: 10,
      dieHeightMm: 10,
      minX: 0,
      maxX: 3,
      minY: 0,
      maxY: 3,
    });
    expect(dieUnder(even, 1, 1)).toEqual({ x: 2, y: 1 });
    expect(dieUnder(even, -1, -1)).toEqual({ x: 1, y: 2 });
  });

  it('cuts the notch at the side it is on', () => {
    const tip = (side: 'down' | 'left'): number[] =>
      /L([-\d.]+) ([-\d.]+)Z/
        .exec(rimPath({ ...geometry, notch: side }))
        ?.slice(1)
        .map(Number) ?? [];
    expect(tip('down')[0]).toBeCloseTo(0);
    expect(tip('down')[1]).toBeGreaterThan(140);
    expect(tip('left')[0]).toBeLessThan(-140);
  });
});

describe('wafer drawing', () => {
  it('puts every die into exactly one path, one path a colour', () => {
    const drawing = drawWafer({ dies: plus, geometry, colouring: bins([1, 1, 11, 12, 99]) }, 300);
    expect(drawing.colours.map(({ token, dies }) => [token, dies])).toEqual([
      ['bin-pass', 2],
      ['bin-1', 1],
      ['bin-2', 1],
      ['bin-other', 1],
    ]);
    expect(drawing.colours.map(({ path }) => subpaths(path))).toEqual([2, 1, 1, 1]);
  });

  it('gives recovered dies a tone of their own, and a dot once a die is 8 px', () => {
    const states = [1, DIE_STATE.recovered, 1, DIE_STATE.recovered, DIE_STATE.noVerdict];
    const view = { dies: plus, geometry, colouring: bins([1, 1, 1, 1, 1], states) };
    const large = drawWafer(view, 300);
    expect(large.colours.map(({ token, dies }) => [token, dies])).toEqual([
      ['bin-untested', 1],
      ['bin-pass', 2],
      ['bin-recovered', 2],
    ]);
    expect(subpaths(large.recovered)).toBe(2);
    expect(drawWafer(view, 90).recovered).toBe('');
  });

  it('draws one line around dies that touch, none between them', () => {
    const drawn = (...selected: number[]): number =>
      subpaths(drawWafer({ dies: plus, geometry, colouring: bins([1, 1, 1, 1, 1]), selected }, 300).selection);
    expect([drawn(), drawn(0), drawn(0, 1), drawn(1, 2), drawn(0, 1, 2, 3, 4)]).toEqual([0, 4, 6, 8, 12]);
  });

  it('writes dies that wafers share once, and anew for another grid or other rows', () => {
    const first = (dies: Dies, of = geometry): string | undefined =>
      drawWafer({ dies, geometry: of, colouring: bins([1]) }, 300).colours[0]?.path;
    const x = [1];
    const [low, high] = [first({ x, y: [0] }), first({ x, y: [1] })];
    expect(high).not.toBe(low);
    expect(first({ x, y: [0] }, { ...geometry, dieWidthMm: 10 })).not.toBe(low);
    expect(first({ x, y: [0] })).toBe(low);
  });

  it('finds dies by coordinate, negative ones too', () => {
    const find = dieLookup(plus);
    expect([find(-1, 0), find(0, -1), find(5, 5)]).toEqual([2, 4, undefined]);
  });
});

describe('die colouring', () => {
  const states = [0, 1, 2, 3, -1];
  it.each([
    ['first', ['bin-1', 'bin-pass', 'bin-1', 'bin-pass', 'bin-untested']],
    ['final', ['bin-1', 'bin-pass', 'bin-pass', 'bin-1', 'bin-untested']],
    ['recovered', ['bin-1', 'bin-pass', 'bin-recovered', 'bin-5', 'bin-untested']],
  ] as const)('reads states by their %s result', (reading, expected) => {
    expect(dieTokens({ kind: 'outcome', states, reading }, 5)).toEqual(expected);
  });

  it('spreads values over the ramp and leaves dies without a value untested', () => {
    const values = [0, 5, 10, Number.NaN, 99];
    expect(dieTokens({ kind: 'value', values, low: 0, high: 10 }, 5)).toEqual([
      'tide-0',
      'tide-4',
      'tide-8',
      'bin-untested',
      'tide-8',
    ]);
  });

  it('fixes the centre of a difference at zero', () => {
    const differences = [-0.4, 0, 0.4, 0.1];
    expect(dieTokens({ kind: 'difference', differences, full: 0.4 }, 4)).toEqual([
      'diff-0',
      'diff-4',
      'diff-8',
      'diff-5',
    ]);
  });

  it('draws a map whose values are all equal', () => {
    expect(dieTokens({ kind: 'value', values: [3, 3], low: 3, high: 3 }, 2)).toEqual(['tide-0', 'tide-0']);
  });
});

describe('wafer map on paper', () => {
  it('resolves every colour and holds nothing that PDF ignores', () => {
    const svg = waferSvg({ dies: plus, geometry, colouring: bins([1, 1, 11, 12, 99]) }, chartTheme('print'), 200);
    expect(svg).toContain(`fill="${chartTheme('print').colours['bin-2']}"`);
    expect(svg).not.toMatch(/var\(|class=|style=|id=|vector-effect/);
    // bins 1 to 3, what has no slot, streets, rim
    expect(svg.match(/<path/g)).toHaveLength(6);
  });

  it('is the same bytes for the same input', () => {
    const make = (): string =>
      waferSvg({ dies: plus, geometry, colouring: bins([1, 1, 11, 12, 99]) }, chartTheme('print'), 90);
    expect(make()).toBe(make());
  });
});
