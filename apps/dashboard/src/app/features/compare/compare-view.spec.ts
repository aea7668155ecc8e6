import { describe, expect, it } from 'vitest';
import { groupsView, ordered, withoutViolin } from './compare-view.ts';
import type { Comparison } from './pairs.panel.ts';

const box = { mean: 0, p05: 0, p25: 0, p75: 1, p95: 1, outliers: [], outlierWafers: [], outlierCount: 0 };
const group = (label: string | null, median: number, violinAt: number[] = [], differs = false) => ({
  label,
  n: violinAt.length > 0 ? 40 : 4,
  wafers: 4,
  lots: 2,
  box: { ...box, median },
  violinAt,
  violinDensity: violinAt.map(() => 1),
  differs,
});
const comparison = {
  unit: 'V',
  isFraction: false,
  groups: [group('A', 3, [1, 2]), group('B', 1), group(null, 2, [1, 3], true)],
} as unknown as Comparison;
const words = { measure: 'VTH', unknown: 'Not told' };

describe('groups of a comparison, drawn', () => {
  it('come by name as they are, or by median without touching what was read', () => {
    expect(ordered(comparison.groups, 'name').map(({ label }) => label)).toEqual(['A', 'B', null]);
    expect(ordered(comparison.groups, 'median').map(({ label }) => label)).toEqual(['B', null, 'A']);
    expect(comparison.groups[0]?.label).toBe('A');
  });

  it('keep the one that differs, wherever the order puts it', () => {
    const byName = groupsView(comparison, { order: 'name', shape: 'box' }, words);
    const byMedian = groupsView(comparison, { order: 'median', shape: 'box' }, words);
    expect([byName.differs, byName.boxes[2]?.label]).toEqual([2, 'Not told']);
    expect([byMedian.differs, byMedian.boxes[1]?.label]).toEqual([1, 'Not told']);
    expect(groupsView(null, { order: 'name', shape: 'box' }, words)).toMatchObject({ boxes: [], differs: null });
  });

  it('counts what stays a box where violins are asked for', () => {
    expect(withoutViolin(groupsView(comparison, { order: 'name', shape: 'violin' }, words))).toBe(1);
    expect(withoutViolin(groupsView(comparison, { order: 'name', shape: 'box' }, words))).toBe(0);
  });
});
