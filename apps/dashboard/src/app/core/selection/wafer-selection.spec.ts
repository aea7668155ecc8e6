import { describe, expect, it } from 'vitest';
import { extended, nextTile, readSelection, toggled, writeSelection } from './wafer-selection.ts';

const lot = ['W01', 'W02', 'W03', 'W04', 'W05'];

describe('a selection of wafers', () => {
  it('comes back from the link in the order of the lot, without wafers that the lot does not have', () => {
    expect(readSelection('W04,W01,W99', lot)).toEqual(['W01', 'W04']);
    expect(writeSelection(readSelection('W04,W01', lot))).toBe('W01,W04');
    expect(writeSelection([])).toBeNull();
  });

  it('takes one more or one less', () => {
    expect(toggled(['W02'], 'W01', lot)).toEqual(['W01', 'W02']);
    expect(toggled(['W01', 'W02'], 'W01', lot)).toEqual(['W02']);
  });

  it('extends over the order shown, forwards and backwards, and keeps what was selected', () => {
    const byYield = ['W05', 'W01', 'W04', 'W02', 'W03'];
    expect(extended(['W03'], byYield, 0, 2, lot)).toEqual(['W01', 'W03', 'W04', 'W05']);
    expect(extended([], byYield, 2, 0, lot)).toEqual(['W01', 'W04', 'W05']);
  });
});

describe('keys in the gallery', () => {
  it('walk a grid of columns and stop at its edges', () => {
    expect(nextTile('ArrowRight', 0, 25, 5)).toBe(1);
    expect(nextTile('ArrowDown', 3, 25, 5)).toBe(8);
    expect(nextTile('ArrowUp', 3, 25, 5)).toBe(3);
    expect(nextTile('ArrowDown', 24, 25, 5)).toBe(24);
    expect(nextTile('End', 3, 25, 5)).toBe(24);
  });

  it('leave other keys alone', () => {
    expect(nextTile('a', 3, 25, 5)).toBeNull();
  });
});
