import { describe, expect, it } from 'vitest';
import { chartTheme } from '../theme/chart-theme.ts';
import { densityTable, toDensityOption, type DensityView } from './density-option.ts';

const view: DensityView = {
  zone: 'Asia/Taipei',
  words: { density: 'Density', step: 'Step', lot: 'Lot', time: 'Time', wafers: 'Wafers', defects: 'Defects' },
  steps: [
    { name: 'M1', marks: [{ lotId: '<L1>', at: '2026-11-20T20:00:00Z', defects: 4, wafers: 2, density: 0.0686812 }] },
    { name: 'M2', marks: [] },
  ],
};

interface Option {
  readonly series: readonly { name: string; data: unknown[] }[];
  readonly yAxis: { min: number; max: number };
  readonly tooltip: { formatter: (point: { seriesIndex: number; dataIndex: number }) => string };
}

describe('toDensityOption', () => {
  const option = toDensityOption(view, chartTheme('light'), 'en') as unknown as Option;

  it('draws a line a step from 0', () => {
    expect(option.series.map(({ name, data }) => [name, data])).toEqual([
      ['M1', [[Date.parse('2026-11-20T20:00:00Z'), 0.0686812]]],
      ['M2', []],
    ]);
    expect(option.yAxis.min).toBe(0);
    expect(option.yAxis.max).toBeGreaterThanOrEqual(0.0686812);
  });

  it('tells lot, density with its unit and the fab’s day, with names from files escaped', () => {
    const text = option.tooltip.formatter({ seriesIndex: 0, dataIndex: 0 });
    expect(text).toContain('&lt;L1&gt;');
    expect(text).toContain('0.069 1/cm²');
    expect(text).toContain('21 Nov');
    expect(option.tooltip.formatter({ seriesIndex: 1, dataIndex: 0 })).toBe('');
  });

  it('gives the drawn values as a table', () => {
    const { rows, columns } = densityTable(view, 'Density', 'en');
    expect(columns.map(({ label }) => label)).toContain('Density (1/cm²)');
    expect(rows[0]!.map(({ value }) => value)).toEqual(['M1', '<L1>', '21 Nov 2026', 2, 4, 0.0686812]);
  });
});
