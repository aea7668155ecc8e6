import { describe, expect, it } from 'vitest';
import { chartTheme } from '../theme/chart-theme.ts';
import {
  describeRelationScatter,
  relationScatterTable,
  toRelationScatterOption,
  wafersWithin,
  type RelationScatterView,
} from './relation-scatter.ts';

const VIEW: RelationScatterView = {
  parameter: { name: 'he_flow mean', unit: 'sccm', isFraction: false },
  response: { name: 'Final yield', unit: '', isFraction: true },
  wafers: ['L1/W1', 'L1/W2', 'L2/W1'],
  x: [10, 12, 15],
  y: [0.9, 0.92, 0.8],
  selected: null,
  fit: { x: [10, 15], y: [0.93, 0.82], low: [0.9, 0.7], high: [0.95, 0.9] },
  threshold: 13.5,
};
const series = (view: RelationScatterView) =>
  toRelationScatterOption(view, chartTheme('light'), 'en')['series'] as {
    id: string;
    data: { name?: string; itemStyle?: object }[];
    markLine?: { data: { xAxis: number; label: { formatter: string } }[] };
  }[];

describe('a parameter against a response', () => {
  it('has a mark a wafer, the line with its band, and the threshold with its unit', () => {
    expect(series(VIEW).map(({ id }) => id)).toEqual(['band-low', 'band-high', 'fit', 'wafers']);
    const wafers = series(VIEW).at(-1);
    expect(wafers?.data.map(({ name }) => name)).toEqual(VIEW.wafers);
    expect(wafers?.markLine?.data[0]).toMatchObject({ xAxis: 13.5 });
    expect(wafers?.markLine?.data[0]?.label.formatter).toContain('sccm');
  });

  it('greys what is not chosen, and draws no line where none was fitted', () => {
    const chosen = series({ ...VIEW, selected: new Set([1]), fit: null, threshold: null });
    expect(chosen.map(({ id }) => id)).toEqual(['wafers']);
    expect(chosen[0]?.data.map(({ itemStyle }) => itemStyle !== undefined)).toEqual([true, false, true]);
    expect(chosen[0]?.markLine).toBeUndefined();
  });

  it('chooses by a rectangle, bounds included', () => {
    expect(wafersWithin(VIEW, [10, 12], [0.9, 1])).toEqual([0, 1]);
    expect(wafersWithin(VIEW, [11, 20], [0, 0.85])).toEqual([2]);
  });

  it('says the same in words and rows, also of nothing', () => {
    expect(describeRelationScatter(VIEW, 'en')).toContain('n=3');
    expect(relationScatterTable(VIEW, 'Wafer', 'en').rows[0]?.map(({ value }) => value)).toEqual(['L1/W1', 10, 0.9]);
    const empty = { ...VIEW, wafers: [], x: [], y: [], fit: null, threshold: null };
    expect(series(empty)[0]?.data).toEqual([]);
    expect(describeRelationScatter(empty, 'zh-CN')).not.toBe('');
  });
});
