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
import type { ChartTheme } from '../theme/chart-theme.ts';
import { exploreFrame, MOST_EVENT_LABELS, type ChartSize, type ExploreFrame } from './explore-frame.ts';
import { courses, endLabels, limitSteps, statisticalSteps } from './explore-lines.ts';
import { FADED, pointOfMark, pointSeries } from './explore-points.ts';
import { PLAIN_FROM, type ExploreReason, type ExploreView } from './explore-view.ts';
import { axisText, measuredText } from './measure-text.ts';

const ALARM_PX = 10;
const TICK_PX = 70;

/** A measure over time with all that judges it: limits a phase, floor, target, changes, notes, and what is selected. */
export function toExploreOption(view: ExploreView, theme: ChartTheme, locale: Locale, size: ChartSize): ChartOption {
  return drawn(view, theme, locale, size, false);
}

/** The same without what `exploreDots` paints: it stays as it is whatever is selected. */
export function toExploreGround(view: ExploreView, theme: ChartTheme, locale: Locale, size: ChartSize): ChartOption {
  return drawn({ ...view, selected: null }, theme, locale, size, true);
}

function drawn(view: ExploreView, theme: ChartTheme, locale: Locale, size: ChartSize, dotsApart: boolean): ChartOption {
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
      ...pointSeries(view, theme, frame, dotsApart),
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
    const index = pointOfMark(value);
    if (index === undefined) return tooltipLines([name]);
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
