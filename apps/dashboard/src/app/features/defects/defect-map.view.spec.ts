import { describe, expect, it } from 'vitest';
import {
  bareWafer,
  classTokens,
  defectMarks,
  diameterAround,
  viewBoxOf,
  type DefectColumns,
} from './defect-map.view.ts';

const columns: DefectColumns = {
  x: Float32Array.of(10, -20, NaN, 5),
  y: Float32Array.of(30, -40, 1, 5),
  size: Float32Array.of(1, 1, 1, 1),
  classCode: Int16Array.of(7, 8, 7, 7),
  added: Int8Array.of(1, 0, 1, 0),
};
const tokens = classTokens([{ code: 7 }, { code: 8 }]);

describe('defects on a wafer', () => {
  it('are dots by class, Y upwards, without those that have no place', () => {
    expect(defectMarks(columns, tokens, { classes: [], addersOnly: false })).toEqual([
      { code: 7, token: 'cat-1', dots: 'M10.00 -30.00h0M5.00 -5.00h0', count: 2 },
      { code: 8, token: 'cat-2', dots: 'M-20.00 40.00h0', count: 1 },
    ]);
  });

  it('are filtered by class, and to what the inspection before did not have', () => {
    expect(defectMarks(columns, tokens, { classes: [8], addersOnly: false }).map(({ code }) => code)).toEqual([8]);
    expect(defectMarks(columns, tokens, { classes: [], addersOnly: true })).toMatchObject([{ code: 7, count: 1 }]);
  });

  it('lie on the smallest usual wafer that holds them, drawn around its centre', () => {
    expect(diameterAround(columns)).toBe(100);
    expect(diameterAround({ ...columns, x: Float32Array.of(149), y: Float32Array.of(0) })).toBe(300);
    const [left = 0, , width = 0] = viewBoxOf(bareWafer(200), 400).split(' ').map(Number);
    expect(left + width / 2).toBeCloseTo(0, 6);
    expect(width).toBeGreaterThanOrEqual(200);
  });
});
