import { describe, expect, it } from 'vitest';
import { DotSheet } from './dot-sheet.ts';

const at = ({ pixels }: DotSheet, x: number, y: number): number[] => [
  ...pixels.data.subarray(4 * (y * pixels.width + x), 4 * (y * pixels.width + x) + 4),
];

describe('a sheet of dots', () => {
  it('has so many pixels a px, and at least one', () => {
    expect(new DotSheet(10, 4.4, 1.5).pixels).toMatchObject({ width: 15, height: 7 });
    expect(new DotSheet(0, 0, 1).pixels).toMatchObject({ width: 1, height: 1 });
  });

  it('lays a dot around its centre', () => {
    const sheet = new DotSheet(9, 9, 1);
    sheet.lay([4.5, 4.5], 3, '#102030', 1);
    const filled = [...sheet.pixels.data.keys()].filter((byte) => byte % 4 === 3 && sheet.pixels.data[byte] === 255);
    expect(filled).toHaveLength(9);
    expect(at(sheet, 4, 4)).toEqual([16, 32, 48, 255]);
    expect(at(sheet, 2, 4)).toEqual([0, 0, 0, 0]);
  });

  it('lays one over another as a canvas does (source over)', () => {
    const sheet = new DotSheet(1, 1, 1);
    sheet.lay([0.5, 0.5], 1, '#ff0000', 0.5);
    sheet.lay([0.5, 0.5], 1, '#0000ff', 0.5);
    const [red = 0, , blue = 0, alpha = 0] = at(sheet, 0, 0);
    expect(alpha / 255).toBeCloseTo(0.75, 2);
    expect(red / 255).toBeCloseTo(1 / 3, 2);
    expect(blue / 255).toBeCloseTo(2 / 3, 2);
  });

  it('is the darker the more dots of a colour lie on each other', () => {
    const alphaOf = (dots: number): number => {
      const sheet = new DotSheet(1, 1, 1);
      sheet.lay(new Array<number>(2 * dots).fill(0.5), 1, '#ff0000', 0.2);
      return (at(sheet, 0, 0)[3] ?? 0) / 255;
    };
    for (const dots of [1, 2, 3]) expect(alphaOf(dots)).toBeCloseTo(1 - 0.8 ** dots, 2);
    expect(alphaOf(1000)).toBe(1);
  });

  it('cuts what lies across an edge, and leaves out what has no place', () => {
    const sheet = new DotSheet(4, 4, 1);
    const nowhere = [-9, 2, 2, 99, NaN, 2, 2, NaN];
    sheet.lay(nowhere, 3, '#ffffff', 1);
    expect(sheet.pixels.data.every((byte) => byte === 0)).toBe(true);
    sheet.lay([0, 0], 3, '#ffffff', 1);
    expect(at(sheet, 0, 0)).toEqual([255, 255, 255, 255]);
    expect(at(sheet, 3, 0)).toEqual([0, 0, 0, 0]);
  });
});
