import { pointMarks } from './trend-marks.ts';
import { describe, expect, it } from 'vitest';
import { renderSvg } from '../engine/render-svg.ts';
import '../engine/index.ts';
import { chartTheme } from '../theme/chart-theme.ts';
import { toCsv } from '../table/chart-table.ts';
import { toTrendOption, yieldScale } from './trend-option.ts';
import { describeTrend, trendTable } from './trend-text.ts';
import { trendTooltip } from './trend-tooltip.ts';
import type { TrendPoint, TrendView } from './trend-view.ts';

const theme = chartTheme('light');
const day = (n: number): Date => new Date(Date.UTC(2026, 9, n, 4));
const point = (n: number, value: number, more: Partial<TrendPoint> = {}): TrendPoint => ({
  key: `N4K70${n}`,
  at: day(n),
  value,
  wafers: 25,
  gross: 16_050,
  alarms: [],
  ...more,
});
const view: TrendView = {
  yieldKind: 'final',
  grouping: 'lot',
  calendar: { zone: 'Asia/Shanghai' },
  points: [
    point(1, 0.941),
    point(3, 0.935, { median: 0.938 }),
    point(5, 0.874, {
      alarms: [
        { kind: 'sigma', rule: 'nelson-1' },
        { kind: 'floor', rule: 'floor' },
      ],
    }),
    point(8, 0.955, { alarms: [{ kind: 'sigma', rule: 'nelson-1' }] }),
    point(9, 0.93, { incomplete: true }),
  ],
  overall: 0.927,
  limits: { lower: 0.925, mean: 0.939, upper: 0.953 },
  floor: 0.89,
  target: 0.935,
  events: [{ at: day(4), label: 'PM ETC-207/B' }],
};

interface Series {
  readonly id: string;
  readonly data: readonly { readonly name?: string; readonly symbol?: string; readonly value: readonly number[] }[];
  readonly markLine?: {
    readonly precision: number;
    readonly data: readonly { readonly yAxis?: number; readonly xAxis?: number }[];
  };
}
interface AxisLabel {
  readonly customValues: readonly number[];
  readonly formatter: (value: number) => string;
}
const seriesOf = (option: ReturnType<typeof toTrendOption>, id: string): Series | undefined =>
  (option['series'] as readonly Series[]).find((series) => series.id === id);

describe('trend', () => {
  it('draws each point once, its shape telling the most serious alarm', () => {
    const points = seriesOf(toTrendOption(view, theme, 'en'), 'points');
    expect(points?.data.map(({ name, symbol }) => [name, symbol])).toEqual([
      ['N4K701', 'circle'],
      ['N4K703', 'circle'],
      ['N4K705', 'diamond'],
      ['N4K708', 'triangle'],
      ['N4K709', 'circle'],
    ]);
  });

  it('joins months by a line over an axis of months', () => {
    const month = (number: number, value: number) => point(1, value, { at: new Date(Date.UTC(2026, number - 1, 1)) });
    const months = { ...view, grouping: 'month', points: [month(9, 0.93), month(10, 0.94), month(11, 0.95)] } as const;
    const option = toTrendOption({ ...months, calendar: { zone: 'UTC' } }, theme, 'en');
    expect(seriesOf(option, 'median')?.data.map((mark) => (mark as unknown as number[])[1])).toEqual([
      0.93, 0.94, 0.95,
    ]);
    const { customValues, formatter } = (option['xAxis'] as { axisLabel: AxisLabel }).axisLabel;
    expect(customValues.map(formatter)).toEqual(['Sep 2026', 'Oct 2026', 'Nov 2026']);
    expect(describeTrend(months, 'en')).toContain('3 months');
  });

  it('covers points, limits and floor, and never passes 100 %', () => {
    const scale = yieldScale(view);
    expect(scale.min).toBeLessThanOrEqual(0.874);
    expect(scale.max).toBeGreaterThanOrEqual(0.955);
    expect(yieldScale({ ...view, points: [point(1, 0.999)], limits: null, floor: 0.95, target: null }).max).toBe(1);
  });

  it('puts every line where its value is, not where rounding would', () => {
    // 0.953 drawn on the scale 0.86 to 0.96 of a plot 238 px high; two decimals would put it at 0.95, 7 px lower
    const svg = renderSvg(toTrendOption(view, theme, 'en', { widthPx: 760, heightPx: 300 }), {
      width: 760,
      height: 300,
    });
    const { min, max } = yieldScale(view);
    const top = 22;
    const bottom = 260;
    const expected = [0.953, 0.939, 0.925, 0.935, 0.89].map(
      (value) => bottom - ((value - min) / (max - min)) * (bottom - top),
    );
    const drawn = [...svg.matchAll(/<path d="M44 ([\d.]+)L684 \1"[^>]*stroke-width="1.25"/g)].map((match) =>
      Number(match[1]),
    );
    expect(drawn).toHaveLength(5);
    for (const y of expected) expect(Math.min(...drawn.map((other) => Math.abs(other - y)))).toBeLessThanOrEqual(0.75);
  });

  it('puts the number of the broken rule at its mark, as control charts do', () => {
    expect(pointMarks(view, chartTheme('light')).flatMap(({ label }) => label?.['formatter'] ?? [])).toContain('1');
  });

  it('labels every line with its value and every event', () => {
    const svg = renderSvg(toTrendOption(view, theme, 'zh-CN'), { width: 760, height: 300 });
    for (const label of ['UCL 95.3', '均值 93.9', 'LCL 92.5', '目标 93.5', '下限 89.0', 'PM ETC-207/B'])
      expect(svg).toContain(label);
  });

  it('collapses more than five events to ticks', () => {
    const events = Array.from({ length: 6 }, (_, n) => ({ at: day(n + 1), label: `PM ${n}` }));
    const option = toTrendOption({ ...view, events }, theme, 'en');
    expect(seriesOf(option, 'events')?.data).toHaveLength(6);
    expect(seriesOf(option, 'points')?.markLine?.data.filter(({ xAxis }) => xAxis !== undefined)).toEqual([]);
  });

  it('draws no limits where there are none', () => {
    const option = toTrendOption({ ...view, limits: null, floor: null, target: null, events: [] }, theme, 'en');
    expect(seriesOf(option, 'points')?.markLine?.data).toEqual([]);
  });

  it('survives a period without points', () => {
    const empty = {
      ...view,
      points: [],
      limits: null,
      floor: null,
      target: null,
      events: [],
      from: day(1),
      to: day(30),
    };
    expect(renderSvg(toTrendOption(empty, theme, 'en'), { width: 400, height: 200 })).toContain('<svg');
    expect(describeTrend(empty, 'en')).toBe('Final yield: no data in this period.');
  });

  it('says itself in a sentence', () => {
    expect(describeTrend(view, 'en')).toBe(
      'Final yield of 5 lots, 1–9 Oct 2026; overall 92.7 %; 1 lot below 89.0 %, the first on 5 Oct; 3 alarms.',
    );
    expect(describeTrend(view, 'zh-CN')).toBe(
      '最终良率，5 批，2026年10月1–9日；总体 92.7 %；1 批低于 89.0 %，最早为 10月5日；3 条报警。',
    );
  });

  it('escapes names in its tooltip: they come from files', () => {
    const named = { ...view, points: [point(1, 0.9, { key: '<img src=x>' })] };
    const text = trendTooltip(named, 'en')({ seriesId: 'points', dataIndex: 0 });
    expect(text).toContain('&lt;img src=x&gt;');
    expect(text).not.toMatch(/<img|style=/);
  });

  it('gives the same values as table and CSV', () => {
    const table = trendTable(view, 'en');
    expect(table.rows.map((row) => row[2]?.text)).toEqual(['94.1 %', '93.5 %', '87.4 %', '95.5 %', '93.0 %']);
    const lines = toCsv(table, ['Product PMIC-K7']).split('\r\n');
    expect(lines[0]).toBe('\uFEFF# Product PMIC-K7');
    expect(lines[2]).toBe('N4K701,2026-10-01T04:00:00.000Z,0.941,,25,16050,');
  });
});

describe('CSV', () => {
  it('quotes what needs it and disarms formulas', () => {
    const cell = (text: string): { text: string; value: string } => ({ text, value: text });
    const table = {
      caption: '',
      columns: [{ label: 'Bin, name', numeric: false }],
      rows: [[cell('=cmd()')], [cell('say "x"')], [{ text: '0.3', value: 0.1 + 0.2 }]],
    };
    expect(toCsv(table)).toBe('\uFEFF"Bin, name"\r\n\'=cmd()\r\n"say ""x"""\r\n0.3\r\n');
  });
});
