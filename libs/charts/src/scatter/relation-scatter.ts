import type { Locale } from '@fabwright/facts';
import type { MeasureView } from '../explore/explore-view.ts';
import { axisText, measuredText } from '../explore/measure-text.ts';
import { niceScale } from '../scale/nice-scale.ts';
import { numberCell, textCell, type ChartTable } from '../table/chart-table.ts';
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

/** A line and the band of its mean; all of one length. */
export interface FitLine {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** Wafers by a parameter and a response; columns of one length. */
export interface RelationScatterView {
  readonly parameter: MeasureView;
  readonly response: MeasureView;
  readonly wafers: readonly string[];
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Indices of chosen wafers; null = no choice, all stand out. */
  readonly selected: ReadonlySet<number> | null;
  /** Only where the relation rises or falls throughout. */
  readonly fit: FitLine | null;
  /** Where the response steps, in the parameter's unit. */
  readonly threshold: number | null;
}

/** Beyond so many marks the page should draw on a canvas. */
export const MOST_SVG_MARKS = 5_000;
const MARK_PX = 6;

/** A mark a wafer; the line with its band for relations without a turn, a dotted vertical for a threshold. */
export function toRelationScatterOption(view: RelationScatterView, theme: ChartTheme, locale: Locale): ChartOption {
  const [across, up] = [scaleOf(view.x), scaleOf([...view.y, ...(view.fit?.low ?? []), ...(view.fit?.high ?? [])])];
  return {
    ...baseOption(theme),
    grid: { left: 52, right: 20, top: 26, bottom: 40 },
    tooltip: { ...tooltipFurniture(theme), formatter: tooltip(view, locale) },
    xAxis: {
      ...axisFurniture(theme),
      type: 'value',
      ...limitsOf(across),
      name: titleOf(view.parameter),
      nameLocation: 'middle',
      nameGap: 24,
      nameTextStyle: axisLabel(theme),
      axisLine: { show: true, lineStyle: { color: theme.colours['border-strong'] } },
      splitLine: { show: false },
      axisLabel: {
        ...axisLabel(theme),
        hideOverlap: true,
        formatter: (value: number) => axisText(value, view.parameter, across.interval, locale),
      },
    },
    yAxis: {
      ...axisFurniture(theme),
      type: 'value',
      ...limitsOf(up),
      name: titleOf(view.response),
      nameTextStyle: { ...axisLabel(theme), align: 'left' },
      axisLabel: {
        ...axisLabel(theme),
        formatter: (value: number) => axisText(value, view.response, up.interval, locale),
      },
    },
    series: [...bandSeries(view.fit, theme), waferSeries(view, theme, locale)],
  };
}

type Scale = ReturnType<typeof niceScale>;

function scaleOf(values: readonly number[]): Scale {
  if (values.length === 0) return niceScale(0, 1);
  // spread would overflow the stack for very many wafers
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  return niceScale(low, high, 5);
}

const limitsOf = ({ min, max, interval }: Scale) => ({ min, max, interval });

function titleOf({ name, unit, isFraction }: MeasureView): string {
  const symbol = isFraction ? '%' : unit;
  return symbol ? `${name} (${symbol})` : name;
}

function waferSeries(view: RelationScatterView, theme: ChartTheme, locale: Locale): ChartOption {
  const { selected, threshold, parameter } = view;
  return {
    id: 'wafers',
    type: 'scatter',
    symbolSize: MARK_PX,
    itemStyle: { color: theme.colours['cat-1'], opacity: 0.55 },
    data: view.x.map((x, index) => ({
      value: [x, view.y[index]],
      name: view.wafers[index],
      ...(selected && !selected.has(index) ? { itemStyle: { color: theme.colours['cat-other'], opacity: 0.35 } } : {}),
    })),
    ...(threshold === null
      ? {}
      : {
          markLine: {
            silent: true,
            symbol: 'none',
            animation: false,
            precision: 12,
            data: [
              {
                xAxis: threshold,
                lineStyle: { color: theme.colours['chart-spec'], type: 'dotted', width: 1.5 },
                label: {
                  formatter: measuredText(threshold, parameter, locale),
                  color: theme.colours['chart-spec'],
                  fontSize: FONT_SIZE,
                },
              },
            ],
          },
        }),
  };
}

/** The band is a stack: an invisible floor and what lies above it. */
function bandSeries(fit: FitLine | null, theme: ChartTheme): ChartOption[] {
  if (!fit) return [];
  const line = { type: 'line', symbol: 'none', silent: true, tooltip: { show: false } };
  const points = (values: readonly number[]) => fit.x.map((x, at) => [x, values[at]]);
  const edge = { ...line, lineStyle: { color: theme.colours['ink-2'], width: 1, type: 'dashed', opacity: 0.7 } };
  return [
    { ...edge, id: 'band-low', data: points(fit.low) },
    { ...edge, id: 'band-high', data: points(fit.high) },
    { ...line, id: 'fit', data: points(fit.y), lineStyle: { color: theme.colours['ink'], width: 1.5 } },
  ];
}

function tooltip(view: RelationScatterView, locale: Locale) {
  return ({ seriesId, dataIndex }: { seriesId?: string; dataIndex: number }): string => {
    if (seriesId !== 'wafers') return '';
    const { parameter, response } = view;
    return tooltipLines([
      view.wafers[dataIndex],
      `${parameter.name}: ${measuredText(view.x[dataIndex] ?? 0, parameter, locale)}`,
      `${response.name}: ${measuredText(view.y[dataIndex] ?? 0, response, locale)}`,
    ]);
  };
}

/** The chart as one sentence. */
export function describeRelationScatter({ wafers, parameter, response }: RelationScatterView, locale: Locale): string {
  const words = chartWords(locale);
  if (wafers.length === 0) return words.noPoints(parameter.name);
  return `${response.name} × ${parameter.name}${words.clause}n=${wafers.length}${words.stop}`;
}

/** The drawn values as rows. */
export function relationScatterTable(view: RelationScatterView, wafer: string, locale: Locale): ChartTable {
  const { parameter, response } = view;
  return {
    caption: `${response.name} × ${parameter.name}`,
    columns: [
      { label: wafer, numeric: false },
      { label: titleOf(parameter), numeric: true },
      { label: titleOf(response), numeric: true },
    ],
    rows: view.wafers.map((name, at) => [
      textCell(name),
      numberCell(view.x[at], (value) => measuredText(value, parameter, locale)),
      numberCell(view.y[at], (value) => measuredText(value, response, locale)),
    ]),
  };
}

/** Wafers inside a rectangle of values, bounds included. */
export function wafersWithin(
  { x, y }: Pick<RelationScatterView, 'x' | 'y'>,
  [left, right]: readonly [number, number],
  [bottom, top]: readonly [number, number],
): number[] {
  return x.flatMap((value, at) => {
    const height = y[at] ?? Number.NaN;
    return value >= left && value <= right && height >= bottom && height <= top ? [at] : [];
  });
}
