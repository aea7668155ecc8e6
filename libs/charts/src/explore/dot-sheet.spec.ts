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
    sheet.brush('#102030', 1, 3)(4.5, 4.5);
    const filled = [...sheet.pixels.data.keys()].filter((byte) => byte % 4 === 3 && sheet.pixels.data[byte] === 255);
    expect(filled).toHaveLength(9);
    expect(at(sheet, 4, 4)).toEqual([16, 32, 48, 255]);
    expect(at(sheet, 2, 4)).toEqual([0, 0, 0, 0]);
  });

  it('lays one over another as a canvas does (source over)', () => {
    const sheet = new DotSheet(1, 1, 1);
    sheet.brush('#ff0000', 0.5, 1)(0.5, 0.5);
    sheet.brush('#0000ff', 0.5, 1)(0.5, 0.5);
    const [red = 0, , blue = 0, alpha = 0] = at(sheet, 0, 0);
    expect(alpha / 255).toBeCloseTo(0.75, 2);
    expect(red / 255).toBeCloseTo(1 / 3, 2);
    expect(blue / 255).toBeCloseTo(2 / 3, 2);
  });

  it('cuts what lies across an edge, and leaves out what has no place', () => {
    const sheet = new DotSheet(4, 4, 1);
    const lay = sheet.brush('#ffffff', 1, 3);
    for (const [x, y] of [
      [-9, 2],
      [2, 99],
      [NaN, 2],
      [2, NaN],
    ] as const)
      lay(x, y);
    expect(sheet.pixels.data.every((byte) => byte === 0)).toBe(true);
    lay(0, 0);
    expect(at(sheet, 0, 0)).toEqual([255, 255, 255, 255]);
    expect(at(sheet, 3, 0)).toEqual([0, 0, 0, 0]);
  });
});
