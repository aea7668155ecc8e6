import { formatNumber, toPercent, type Locale } from '@fabwright/facts';
import { fabMonthTicks, fabTimeTicks } from '../scale/fab-time-ticks.ts';
import { niceScale, type NiceScale } from '../scale/nice-scale.ts';
import { axisFurniture, axisLabel, baseOption, tooltipFurniture, type ChartOption } from '../theme/chart-furniture.ts';
import type { ChartTheme } from '../theme/chart-theme.ts';
import { eventLines, limitLabels, limitLines } from './trend-lines.ts';
import { pointMarks, type PointMark } from './trend-marks.ts';
import { trendTooltip } from './trend-tooltip.ts';
import type { TrendView } from './trend-view.ts';

/** From this many on, events collapse to ticks in a lane. */
const EVENTS_WITH_LABEL = 5;
const LABEL_ROOM_PX = 76;

export interface TrendSize {
  /** Height of the whole chart, to keep the labels of neighbouring lines apart. */
  readonly heightPx: number;
  readonly widthPx: number;
}

/** Yield over time with everything that judges it: limits, floor, target, alarms, events. */
export function toTrendOption(
  view: TrendView,
  theme: ChartTheme,
  locale: Locale,
  size: TrendSize = { heightPx: 300, widthPx: 760 },
): ChartOption {
  const scale = yieldScale(view);
  const [from, to] = extent(view);
  const events = view.events ?? [];
  const collapsed = events.length > EVENTS_WITH_LABEL;
  const hasLabels = !collapsed && events.length > 0;
  const grid = { left: 44, right: LABEL_ROOM_PX, top: hasLabels ? 22 : 12, bottom: 40 };
  const heightPx = size.heightPx - grid.top - grid.bottom;
  const lines = [...limitLines(view, theme, locale), ...(collapsed ? [] : eventLines(events, theme))];
  return {
    ...baseOption(theme),
    grid,
    tooltip: { ...tooltipFurniture(theme), formatter: trendTooltip(view, locale) },
    xAxis: timeAxis(view, theme, locale, from, to, Math.max(2, Math.floor((size.widthPx - 120) / 70))),
    yAxis: yieldAxis(theme, locale, scale),
    series: [
      medianSeries(view, theme),
      pointSeries(pointMarks(view, theme), lines),
      limitLabels(view, theme, locale, { right: to.getTime(), scale, heightPx }),
      ...(collapsed ? [eventLane(view, theme, scale)] : []),
    ],
  };
}

/** Covers points and limits. A yield axis doesn't start at 0, and never shows more than 100 % for a round end. */
export function yieldScale(view: TrendView): NiceScale {
  const judged = [view.limits?.lower, view.limits?.upper, view.floor, view.target];
  const values = [...view.points.map(({ value }) => value), ...judged].filter((value) => typeof value === 'number');
  if (values.length === 0) return niceScale(0, 1);
  const scale = niceScale(Math.min(...values), Math.max(...values));
  return scale.max > 1 && Math.max(...values) <= 1 ? { ...scale, max: 1 } : scale;
}

function extent(view: TrendView): [Date, Date] {
  const times = view.points.map(({ at }) => at.getTime());
  const now = times[0] ?? 0;
  const from = view.from?.getTime() ?? Math.min(now, ...times);
  const to = view.to?.getTime() ?? Math.max(now, ...times);
  // a little air, so that the first and last marks are not cut
  const air = Math.max((to - from) * 0.012, 3_600_000);
  return [new Date(view.from ? from : from - air), new Date(to + air)];
}

function timeAxis(view: TrendView, theme: ChartTheme, locale: Locale, from: Date, to: Date, most: number): ChartOption {
  const ticksOf = view.grouping === 'month' ? fabMonthTicks : fabTimeTicks;
  const ticks = ticksOf(from, to, view.calendar, locale, most);
  const labels = new Map(ticks.map(({ at, label }) => [at, label]));
  const values = ticks.map(({ at }) => at);
  return {
    ...axisFurniture(theme),
    type: 'value',
    min: from.getTime(),
    max: to.getTime(),
    axisLine: { show: true, onZero: false, lineStyle: { color: theme.colours['border-strong'] } },
    axisTick: { show: true, length: 4, customValues: values, lineStyle: { color: theme.colours['border-strong'] } },
    axisLabel: {
      ...axisLabel(theme),
      lineHeight: 14,
      customValues: values,
      formatter: (value: number) => labels.get(value) ?? '',
    },
    splitLine: { show: false },
    axisPointer: pointer(theme),
  };
}

function yieldAxis(theme: ChartTheme, locale: Locale, scale: NiceScale): ChartOption {
  // the axis is in percent: two decimals of the fraction are none of the percentage
  const decimals = Math.max(0, scale.decimals - 2);
  return {
    ...axisFurniture(theme),
    type: 'value',
    min: scale.min,
    max: scale.max,
    interval: scale.interval,
    axisLabel: {
      ...axisLabel(theme),
      formatter: (value: number) => formatNumber(toPercent(value), decimals, locale),
    },
    axisPointer: pointer(theme),
  };
}

function pointer(theme: ChartTheme): ChartOption {
  const lineStyle = { color: theme.colours['border-strong'], type: 'solid', width: 1 };
  return { show: true, type: 'line', snap: false, triggerTooltip: false, label: { show: false }, lineStyle };
}

/** Lots and weeks scatter about their median; months are few, and the line joins them. */
function medianSeries(view: TrendView, theme: ChartTheme): ChartOption {
  return {
    id: 'median',
    type: 'line',
    data: view.points.map(({ at, value, median }) => [
      at.getTime(),
      view.grouping === 'month' ? value : (median ?? null),
    ]),
    showSymbol: false,
    silent: true,
    z: 2,
    lineStyle: { color: theme.colours['ink-3'], width: 1.25 },
  };
}

function pointSeries(data: readonly PointMark[], lines: readonly ChartOption[]): ChartOption {
  return {
    id: 'points',
    type: 'scatter',
    data,
    z: 3,
    cursor: 'pointer',
    labelLayout: { hideOverlap: true },
    emphasis: { scale: 1.4 },
    // by default ECharts rounds the position of a line to two decimals: a whole per cent of yield
    markLine: { silent: true, symbol: 'none', animation: false, precision: 12, data: lines },
  };
}

function eventLane(view: TrendView, theme: ChartTheme, scale: NiceScale): ChartOption {
  return {
    id: 'events',
    type: 'scatter',
    symbol: 'rect',
    symbolSize: [2, 10],
    symbolOffset: [0, 5],
    itemStyle: { color: theme.colours['chart-event'] },
    data: (view.events ?? []).map(({ at, label }) => ({ name: label, value: [at.getTime(), scale.max] })),
  };
}
