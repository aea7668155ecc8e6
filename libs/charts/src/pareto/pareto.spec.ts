import { describe, expect, it } from 'vitest';
import '../engine/index.ts';
import { renderSvg } from '../engine/render-svg.ts';
import { describeHistogram, histogramTable, toHistogramOption } from '../histogram/histogram-option.ts';
import { sparkline } from '../sparkline/sparkline.ts';
import { chartTheme } from '../theme/chart-theme.ts';
import { describePareto, paretoTable, toParetoOption } from './pareto-option.ts';
import type { ParetoView } from './pareto-view.ts';

const theme = chartTheme('dark');
const view: ParetoView = {
  losses: [
    { number: 11, name: 'Contact chain open', slot: 1, loss: 0.0253, baseline: 0.0079, change: 0.0174 },
    { number: 12, name: 'IDDQ leakage', slot: 2, loss: 0.0146 },
    { number: 40, name: 'Rest', slot: 9, loss: 0.001, baseline: 0.002, change: -0.001 },
  ],
};
const bars = (svg: string): string[] => [...svg.matchAll(/fill="(#[\da-f]{6})"/g)].map(([, colour]) => colour ?? '');

describe('pareto', () => {
  it('keeps each bin its own colour and prints value and change', () => {
    const svg = renderSvg(toParetoOption(view, theme, 'en'), { width: 420, height: 200 });
    for (const token of ['bin-1', 'bin-2', 'bin-other'] as const) expect(bars(svg)).toContain(theme.colours[token]);
    expect(svg).toContain('2.53  +1.74');
    expect(svg).toContain('0.10  −0.10');
  });

  it('marks only the baselines that exist', () => {
    const series = toParetoOption(view, theme, 'en')['series'] as readonly { id: string; data: unknown[] }[];
    expect(series.find(({ id }) => id === 'baselines')?.data).toEqual([
      [0.0079, 0],
      [0.002, 2],
    ]);
  });

  it('gives long names the room that they need, up to a part of the chart', () => {
    const roomOf = (name: string): number => {
      const losses = [{ number: 1, name, slot: 1, loss: 0.01 }];
      return (toParetoOption({ losses }, theme, 'en')['grid'] as { left: number }).left;
    };
    expect(roomOf('IDDQ leakage')).toBe(128);
    expect(roomOf('Power management K7 rev B')).toBeGreaterThan(140);
    expect(roomOf('Power management K7 '.repeat(3))).toBe(172);
    const losses = [{ number: 1, name: 'Power management K7', slot: 1, loss: 0.01 }];
    expect(renderSvg(toParetoOption({ losses }, theme, 'en'), { width: 360, height: 80 })).toContain(
      '>Power management K7<',
    );
  });

  it('draws no line where the axis ends with the longest bar', () => {
    expect(toParetoOption(view, theme, 'en')['xAxis']).toMatchObject({ splitLine: { showMaxLine: false } });
  });

  it('says itself in a sentence and as a table', () => {
    expect(describePareto(view, 'en')).toBe(
      'Largest loss: Contact chain open, 2.53 pp; then IDDQ leakage 1.46 pp, Rest 0.10 pp.',
    );
    expect(paretoTable(view, 'en').rows[1]?.map(({ text }) => text)).toEqual(['12 IDDQ leakage', '1.46 pp', '–', '–']);
    expect(describePareto({ losses: [] }, 'zh-CN')).toBe('损失：此时段没有数据。');
  });
});

describe('histogram', () => {
  const test = {
    name: 'VREF',
    unit: 'V',
    edges: [1.18, 1.2, 1.22, 1.24],
    counts: [3, 90, 7],
    lowLimit: 1.1955,
    outside: 3,
  };

  it('counts from zero and marks the limits it has', () => {
    const option = toHistogramOption(test, theme, 'en');
    expect(option['yAxis']).toMatchObject({ min: 0 });
    const svg = renderSvg(option, { width: 400, height: 220 });
    expect(svg).toContain('LSL 1.196');
    expect(svg).not.toContain('USL');
  });

  it('says itself in a sentence and as a table', () => {
    expect(describeHistogram(test, 'en')).toBe('VREF of 100 dies, from 1.18 V to 1.24 V; 3 dies outside the limits.');
    expect(histogramTable(test, 'en').rows[1]?.map(({ text }) => text)).toEqual(['1.200 V', '1.220 V', '90']);
  });
});

describe('sparkline', () => {
  const size = { width: 60, height: 20 };

  it('runs from left to right, higher values higher', () => {
    const line = sparkline([1, 2, 3], size);
    expect(line?.path).toBe('M3 17L30 10L57 3');
    expect(line?.last).toEqual({ x: 57, y: 3 });
  });

  it('is interrupted by a missing value', () => {
    expect(sparkline([1, null, 3, 2], size)?.path.match(/M/g)).toHaveLength(2);
  });

  it('needs two values', () => {
    expect(sparkline([1, null], size)).toBeNull();
  });
});
