import { formatDateTime, formatQuantity, type Locale } from '@fabwright/facts';
import { fabTimeTicks } from '../scale/fab-time-ticks.ts';
import {
  axisFurniture,
  axisLabel,
  baseOption,
  FONT_SIZE,
  tooltipFurniture,
  tooltipLines,
  type ChartOption,
} from '../theme/chart-furniture.ts';
import { seriesToken, type ChartTheme } from '../theme/chart-theme.ts';
import { exploreFrame, MOST_EVENT_LABELS, type ChartSize, type ExploreFrame } from './explore-frame.ts';
import { courses, endLabels, limitSteps, markLines, statisticalSteps } from './explore-lines.ts';
import { IN_ONE_GO_FROM, MOST_COLOURS, PLAIN_FROM, type ExploreReason, type ExploreView } from './explore-view.ts';
import { axisText, measuredText } from './measure-text.ts';

const MARK_PX = 6;
/** Below four px the engine paints each mark of a series by itself: where many lie on each other it stays darker. */
const IN_ONE_GO_PX = 3.9;
const SMALL_PX = 3;
const ALARM_PX = 10;
const FADED = 0.18;
const TICK_PX = 70;

/** A measure over time with all that judges it: limits a phase, floor, target, changes, notes, and what is selected. */
export function toExploreOption(view: ExploreView, theme: ChartTheme, locale: Locale, size: ChartSize): ChartOption {
  const frame = exploreFrame(view, size);
  return {
    ...baseOption(theme),
    grid: {
      left: frame.left,
      right: size.widthPx - frame.right,
      top: frame.top,
      bottom: size.heightPx - frame.bottom,
    },
    tooltip: { ...tooltipFurniture(theme), formatter: tooltip(view, locale) },
    xAxis: timeAxis(view, theme, locale, frame),
    yAxis: valueAxis(view, theme, locale, frame),
    series: [
      ...(view.points.at.length > PLAIN_FROM ? [] : courses(view, theme)),
      ...limitSteps(view, theme),
      ...statisticalSteps(view, theme),
      ...pointSeries(view, theme, frame),
      alarmSeries(view, theme),
      endLabels(view, theme, locale, frame),
      moments('notes', view, theme, frame),
      ...(view.events.length > MOST_EVENT_LABELS ? [moments('events', view, theme, frame)] : []),
    ],
  };
}

function timeAxis(view: ExploreView, theme: ChartTheme, locale: Locale, frame: ExploreFrame): ChartOption {
  const most = Math.max(2, Math.floor((frame.right - frame.left) / TICK_PX));
  const ticks = fabTimeTicks(new Date(frame.from), new Date(frame.to), view.calendar, locale, most);
  const labels = new Map(ticks.map(({ at, label }) => [at, label]));
  const customValues = ticks.map(({ at }) => at);
  const line = { color: theme.colours['border-strong'] };
  return {
    ...axisFurniture(theme),
    type: 'value',
    min: frame.from,
    max: frame.to,
    axisLine: { show: true, onZero: false, lineStyle: line },
    axisTick: { show: true, length: 4, customValues, lineStyle: line },
    axisLabel: {
      ...axisLabel(theme),
      lineHeight: 14,
      customValues,
      formatter: (value: number) => labels.get(value) ?? '',
    },
    splitLine: { show: false },
  };
}

function valueAxis({ measure }: ExploreView, theme: ChartTheme, locale: Locale, { scale }: ExploreFrame): ChartOption {
  return {
    ...axisFurniture(theme),
    type: 'value',
    min: scale.min,
    max: scale.max,
    interval: scale.interval,
    axisLabel: { ...axisLabel(theme), formatter: (value: number) => axisText(value, measure, scale.interval, locale) },
  };
}

/** What a mark of a point holds: time, value, index of the point. */
const MARK_COLUMNS = ['at', 'value', 'index'] as const;

/** What is not selected first, so that what is lies on top. */
function pointSeries(view: ExploreView, theme: ChartTheme, frame: ExploreFrame): ChartOption[] {
  const inOneGo = view.points.at.length > IN_ONE_GO_FROM;
  const layers = Map.groupBy(view.points.at.keys(), (index) => layerOf(view, index));
  const first = {
    markLine: { silent: true, symbol: 'none', animation: false, precision: 12, data: markLines(view, theme, frame) },
  };
  const layersInOrder = [...layers].sort(([a], [b]) => a - b);
  if (layersInOrder.length === 0) return [{ id: 'points', type: 'scatter', data: [], ...first }];
  return layersInOrder.map(([layer, indices], place) => {
    const { faded, colour } = styleOf(view, layer, theme);
    return {
      id: place === layersInOrder.length - 1 ? 'points' : `points-${layer}`,
      type: 'scatter',
      z: 3 + place,
      cursor: 'pointer',
      symbol: 'circle',
      symbolSize: sizeOfMarks(view.points.at.length),
      ...(inOneGo ? marksInOneGo(view, indices) : { emphasis: { scale: 1.4 }, data: marks(view, indices) }),
      itemStyle: { color: colour, opacity: faded ? FADED : 0.85 },
      ...(place === 0 ? first : {}),
    };
  });
}

function sizeOfMarks(count: number): number {
  if (count > PLAIN_FROM) return SMALL_PX;
  return count > IN_ONE_GO_FROM ? IN_ONE_GO_PX : MARK_PX;
}

function marks({ points }: ExploreView, indices: readonly number[]): (readonly (number | undefined)[])[] {
  return indices.map((index) => [points.at[index], points.value[index], index]);
}

/**
 * Dots of one colour are painted in one go, and in one frame: in pieces each piece would wait for a frame of its own. Of
 * marks one by one the engine would make two copies before it draws them.
 */
function marksInOneGo({ points }: ExploreView, indices: readonly number[]): ChartOption {
  const data = new Float64Array(MARK_COLUMNS.length * indices.length);
  let place = 0;
  for (const index of indices) {
    data[place] = points.at[index] ?? NaN;
    data[place + 1] = points.value[index] ?? NaN;
    data[place + 2] = index;
    place += MARK_COLUMNS.length;
  }
  return { large: true, largeThreshold: 0, progressive: 0, dimensions: MARK_COLUMNS, data };
}

/** Index of the point that a mark stands for, in a chart of `toExploreOption`. */
export function pointOfMark(option: ChartOption, seriesId: string, mark: number): number | undefined {
  const series = option['series'] as readonly { readonly id: string; readonly data: unknown }[];
  const data = series.find(({ id }) => id === seriesId)?.data;
  if (data instanceof Float64Array) return data[MARK_COLUMNS.length * mark + 2];
  const place: unknown = Array.isArray(data) ? (data as readonly (readonly unknown[])[])[mark]?.[2] : undefined;
  return typeof place === 'number' ? place : undefined;
}

const GREYED = 500;

/** Layers from the back: not selected by group, then greyed groups, then groups in their order. */
function layerOf({ points, groups, highlight, selected }: ExploreView, index: number): number {
  const group = points.group[index] ?? 0;
  const grey = groups.length > MOST_COLOURS && group !== highlight;
  const layer = grey ? GREYED : GREYED + 1 + Math.min(group, MOST_COLOURS);
  return selected && selected[index] !== 1 ? layer - GREYED : layer;
}

function styleOf({ groups, selected }: ExploreView, layer: number, theme: ChartTheme) {
  const faded = selected !== null && layer < GREYED;
  const group = (faded ? layer + GREYED : layer) - GREYED - 1;
  if (group < 0) return { faded, colour: theme.colours['cat-other'] };
  // the one that is told from the others
  return { faded, colour: theme.colours[groups.length > MOST_COLOURS ? 'cat-1' : seriesToken(group)] };
}

/** Marks of points that broke a rule, over the points; each carries the rule's name. */
function alarmSeries(view: ExploreView, theme: ChartTheme): ChartOption {
  const first = new Map<number, ExploreReason>();
  for (const reason of view.reasons) if (!first.has(reason.index)) first.set(reason.index, reason);
  return {
    id: 'alarms',
    type: 'scatter',
    symbol: 'diamond',
    symbolSize: ALARM_PX,
    z: 20,
    cursor: 'pointer',
    labelLayout: { hideOverlap: true },
    itemStyle: { color: theme.colours.alarm, opacity: 1 },
    data: [...first.values()].map(({ index, short }) => ({
      name: view.points.key[index],
      value: [view.points.at[index], view.points.value[index], index],
      itemStyle: { opacity: view.selected && view.selected[index] !== 1 ? FADED * 2 : 1 },
      label: {
        show: true,
        position: 'top',
        distance: 3,
        formatter: short,
        color: theme.colours.alarm,
        fontSize: FONT_SIZE,
        textBorderColor: theme.colours.surface,
        textBorderWidth: 3,
      },
    })),
  };
}

/** Notes stand on the axis as pins, many changes as ticks in a lane. */
function moments(kind: 'notes' | 'events', view: ExploreView, theme: ChartTheme, { scale }: ExploreFrame): ChartOption {
  const isNote = kind === 'notes';
  return {
    id: kind,
    type: 'scatter',
    clip: false,
    z: 21,
    symbol: isNote ? 'triangle' : 'rect',
    symbolSize: isNote ? [11, 10] : [2, 10],
    symbolOffset: isNote ? [0, 0] : [0, 5],
    itemStyle: { color: theme.colours[isNote ? 'accent' : 'chart-event'], opacity: 1 },
    data: view[kind].map(({ at, label }) => ({ name: label, value: [at, isNote ? scale.min : scale.max] })),
  };
}

interface Hovered {
  readonly seriesId?: string;
  readonly name?: string;
  readonly value?: readonly (number | null)[];
}

function tooltip(view: ExploreView, locale: Locale): (mark: Hovered) => string {
  return ({ name, value }) => {
    const index = value?.[2];
    if (typeof index !== 'number') return tooltipLines([name]);
    return tooltipLines(pointLines(view, index, locale));
  };
}

/** What is said of a point: id, value, n, fab time and UTC, group, and why it is marked. */
export function pointLines(view: ExploreView, index: number, locale: Locale): string[] {
  const { key, at, value, wafers, group } = view.points;
  const time = new Date(at[index] ?? 0);
  return [
    `${key[index] ?? ''}  ${measuredText(value[index] ?? 0, view.measure, locale)}`,
    ...(view.groups.length > 1 ? [view.groups[group[index] ?? 0]?.label ?? ''] : []),
    formatQuantity(wafers[index] ?? 0, 'wafers', 0, locale),
    `${formatDateTime(time, view.calendar.zone, locale)} (${formatDateTime(time, 'UTC', locale, { year: false })} UTC)`,
    ...view.reasons.filter((reason) => reason.index === index).map(({ sentence }) => sentence),
  ];
}
