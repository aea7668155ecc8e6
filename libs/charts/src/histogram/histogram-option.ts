import { formatMeasured, formatNumber, formatQuantity, type Locale } from '@fabwright/facts';
import { decimalsOf, niceScale } from '../scale/nice-scale.ts';
import { numberCell, type ChartTable } from '../table/chart-table.ts';
import { chartWords } from '../text/chart-words.ts';
import {
  axisFurniture,
  axisLabel,
  baseOption,
  FONT_SIZE,
  tooltipFurniture,
  tooltipLines,
  type ChartOption,
} from '../theme/chart-furniture.ts';
import type { ChartTheme } from '../theme/chart-theme.ts';

/** Dies by value of one test: `counts[i]` lie from `edges[i]` up to `edges[i + 1]`; one edge more than counts. */
export interface HistogramView {
  readonly name: string;
  /** Symbol of the unit, never translated; may be empty. */
  readonly unit: string;
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  readonly lowLimit?: number | null;
  readonly highLimit?: number | null;
  /** Dies outside the limits, as their owner counted them. */
  readonly outside?: number | null;
}

/** Bars without gaps from 0; specification limits as solid ink lines. */
export function toHistogramOption(view: HistogramView, theme: ChartTheme, locale: Locale): ChartOption {
  const shown = [...view.edges, view.lowLimit, view.highLimit].filter((value) => typeof value === 'number');
  const scale = niceScale(Math.min(...shown), Math.max(...shown));
  return {
    ...baseOption(theme),
    grid: { left: 44, right: 16, top: 20, bottom: 24 },
    tooltip: { ...tooltipFurniture(theme), formatter: histogramTooltip(view, locale) },
    xAxis: {
      ...axisFurniture(theme),
      type: 'value',
      min: scale.min,
      max: scale.max,
      interval: scale.interval,
      axisLine: { show: true, lineStyle: { color: theme.colours['border-strong'] } },
      splitLine: { show: false },
      axisLabel: { ...axisLabel(theme), formatter: (value: number) => formatNumber(value, scale.decimals, locale) },
    },
    yAxis: {
      ...axisFurniture(theme),
      type: 'value',
      min: 0,
      minInterval: 1,
      axisLabel: { ...axisLabel(theme), formatter: (value: number) => formatNumber(value, 0, locale) },
    },
    series: [
      {
        id: 'dies',
        type: 'bar',
        barCategoryGap: '4%',
        itemStyle: { color: theme.colours['cat-1'] },
        data: view.counts.map((count, index) => [centre(view.edges, index), count]),
        // ECharts' default rounds a limit's position to two decimals
        markLine: {
          silent: true,
          symbol: 'none',
          animation: false,
          precision: 12,
          data: limitMarks(view, theme, locale),
        },
      },
    ],
  };
}

function centre(edges: readonly number[], index: number): number {
  return ((edges[index] ?? 0) + (edges[index + 1] ?? 0)) / 2;
}

function limitMarks(view: HistogramView, theme: ChartTheme, locale: Locale): ChartOption[] {
  const words = chartWords(locale);
  const marks: [string, number | null | undefined][] = [
    [words.lowLimit, view.lowLimit],
    [words.highLimit, view.highLimit],
  ];
  return marks.flatMap(([name, value]) =>
    typeof value === 'number'
      ? [
          {
            name,
            xAxis: value,
            lineStyle: { color: theme.colours['chart-spec'], type: 'solid', width: 1.25 },
            label: {
              position: 'end',
              formatter: `${name} ${formatMeasured(value, '', significant(value), locale)}`,
              color: theme.colours['chart-spec'],
              fontSize: FONT_SIZE,
            },
          },
        ]
      : [],
  );
}

/** Decimals that show four significant digits of a limit without trailing noise. */
function significant(value: number): number {
  if (value === 0) return 0;
  const wanted = Math.max(0, 3 - Math.floor(Math.log10(Math.abs(value))));
  const printed = Number(value.toFixed(Math.min(wanted, 12))).toString();
  return Math.min(wanted, (printed.split('.')[1] ?? '').length);
}

function rangeText(view: HistogramView, index: number, locale: Locale): string {
  const [low = 0, high = 0] = [view.edges[index], view.edges[index + 1]];
  const decimals = decimalsOf(high - low || 1) + 1;
  return `${formatNumber(low, decimals, locale)} – ${formatMeasured(high, view.unit, decimals, locale)}`;
}

function histogramTooltip(view: HistogramView, locale: Locale): (mark: { dataIndex?: number }) => string {
  return ({ dataIndex = -1 }) =>
    tooltipLines([rangeText(view, dataIndex, locale), formatQuantity(view.counts[dataIndex] ?? 0, 'dies', 0, locale)]);
}

/** The histogram as one sentence. */
export function describeHistogram(view: HistogramView, locale: Locale): string {
  const words = chartWords(locale);
  const [low, high] = [view.edges.at(0), view.edges.at(-1)];
  if (low === undefined || high === undefined) return words.noPoints(view.name);
  const dies = view.counts.reduce((sum, count) => sum + count, 0);
  const value = (edge: number): string => formatMeasured(edge, view.unit, significant(edge), locale);
  const parts = [words.histogramSubject(view.name, formatQuantity(dies, 'dies', 0, locale), value(low), value(high))];
  if (typeof view.outside === 'number') parts.push(words.outside(formatQuantity(view.outside, 'dies', 0, locale)));
  return `${parts.join(words.clause)}${words.stop}`;
}

/** The drawn values as a table. */
export function histogramTable(view: HistogramView, locale: Locale): ChartTable {
  const { column } = chartWords(locale);
  const decimals = decimalsOf((view.edges[1] ?? 1) - (view.edges[0] ?? 0) || 1) + 1;
  const value = (edge: number): string => formatMeasured(edge, view.unit, decimals, locale);
  return {
    caption: view.name,
    columns: [column.from, column.to, column.count].map((label) => ({ label, numeric: true })),
    rows: view.counts.map((count, index) => [
      numberCell(view.edges[index], value),
      numberCell(view.edges[index + 1], value),
      numberCell(count, (dies) => formatNumber(dies, 0, locale)),
    ]),
  };
}
