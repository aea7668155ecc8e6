import type { Locale } from '@fabwright/facts';
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
import type { ChartTheme, ColourToken } from '../theme/chart-theme.ts';
import { alarms, lots, people, runs, timesOf, type Mark, type Plot } from './timeline-marks.ts';
import { causeLink, lanesOf, type SpanState, type TimelineView } from './timeline-view.ts';

export interface TimelineSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

const LEFT_PX = 104;
const RIGHT_PX = 16;
const SPAN_PX = 16;
const LEAST_LABEL_PX = 36;
const CURVE_POINTS = 24;
const PX_A_TICK = 90;

const SPAN_TONES: Readonly<Record<SpanState, ColourToken>> = {
  usual: 'stale-soft',
  suspect: 'alarm-soft',
  maintenance: 'ink-2',
  hold: 'watch-soft',
};
const SPAN_INK: Readonly<Record<SpanState, ColourToken>> = {
  usual: 'ink-2',
  suspect: 'alarm',
  maintenance: 'ink-2',
  hold: 'watch',
};

/**
 * Lanes on one time axis: state of the suspect, what it processed, what was sorted, alarms, people; one curved line
 * from the first cause to its first effect. What is affected differs by shape or filling, not only by colour.
 */
export function toTimelineOption(
  view: TimelineView,
  theme: ChartTheme,
  locale: Locale,
  { widthPx }: TimelineSize,
): ChartOption {
  const lanes = lanesOf(view);
  const [from, to] = [view.from.getTime(), Math.max(view.to.getTime(), view.from.getTime() + 1)];
  const plot: Plot = {
    view,
    theme,
    locale,
    pxPerMs: Math.max(1, widthPx - LEFT_PX - RIGHT_PX) / (to - from),
    yOf: (lane) => lanes.findIndex((one) => one.lane === lane) + 0.5,
  };
  const about = view.words.place !== '';
  return {
    ...baseOption(theme),
    grid: { left: LEFT_PX, right: RIGHT_PX, top: 22, bottom: 36 },
    tooltip: { ...tooltipFurniture(theme), formatter: ({ data }: { data?: Partial<Mark> }) => tooltipOf(data) },
    xAxis: timeAxis(plot, widthPx, [from, to]),
    yAxis: {
      ...axisFurniture(theme),
      type: 'value',
      min: 0,
      max: lanes.length,
      interval: 1,
      inverse: true,
      axisLabel: { show: false },
    },
    series: [
      laneLabels(lanes, from, theme),
      ...(about ? [...spanBars(plot), spanLabels(plot), curve(plot), runs(plot)] : []),
      lots(plot),
      alarms(plot),
      people(plot),
    ],
  };
}

function tooltipOf(mark: Partial<Mark> | undefined): string {
  return mark?.lines ? tooltipLines(mark.lines) : '';
}

function timeAxis({ view, theme, locale }: Plot, widthPx: number, [min, max]: readonly [number, number]): ChartOption {
  const most = Math.max(2, Math.floor((widthPx - LEFT_PX) / PX_A_TICK));
  const ticks = fabTimeTicks(view.from, view.to, view.calendar, locale, most);
  const labels = new Map(ticks.map(({ at, label }) => [at, label]));
  const at = ticks.map((tick) => tick.at);
  return {
    ...axisFurniture(theme),
    type: 'value',
    min,
    max,
    axisTick: { show: false, customValues: at },
    axisLabel: {
      ...axisLabel(theme),
      lineHeight: 14,
      customValues: at,
      formatter: (value: number) => labels.get(value) ?? '',
    },
    splitLine: { show: false },
  };
}

function laneLabels(lanes: ReturnType<typeof lanesOf>, from: number, theme: ChartTheme): ChartOption {
  return {
    id: 'lanes',
    type: 'scatter',
    silent: true,
    clip: false,
    symbolSize: 1,
    itemStyle: { color: 'transparent', opacity: 1 },
    data: lanes.map(({ label }, lane) => ({
      value: [from, lane + 0.5],
      label: {
        show: true,
        position: 'left',
        distance: 8,
        width: LEFT_PX - 14,
        overflow: 'truncate',
        formatter: () => label,
        color: theme.colours['ink-2'],
        fontSize: FONT_SIZE,
      },
    })),
  };
}

/** A bar a span; maintenance, however short, stays visible. */
function spanBars({ view, theme, pxPerMs, yOf, locale }: Plot): ChartOption[] {
  const y = yOf('tool');
  return view.spans.map(({ state, from, to, label }, index) => {
    const end = Math.max(to.getTime(), from.getTime() + 3 / pxPerMs);
    const lines = [label, timesOf(from, to, view, locale)];
    return {
      id: `span-${index}`,
      type: 'line',
      symbol: 'rect',
      symbolSize: [6, SPAN_PX],
      showSymbol: state === 'maintenance',
      itemStyle: { color: theme.colours[SPAN_TONES[state]], opacity: state === 'maintenance' ? 1 : 0 },
      lineStyle: { width: SPAN_PX, cap: 'butt', color: theme.colours[SPAN_TONES[state]] },
      data: [from.getTime(), end].map((at) => ({ value: [at, y], lines })),
      ...(state === 'maintenance'
        ? { z: 3, ...(isCause(view, index) ? { markLine: causeLine(from, label, theme) } : {}) }
        : {}),
    };
  });
}

/** The maintenance nearest to the beginning of the suspect time: what it all may have started with. */
function isCause({ spans }: TimelineView, index: number): boolean {
  const since = spans.find(({ state }) => state === 'suspect')?.from.getTime();
  if (since === undefined) return false;
  const away = spans.flatMap(({ state, from }, at) =>
    state === 'maintenance' ? [{ at, distance: Math.abs(from.getTime() - since) }] : [],
  );
  return away.toSorted((a, b) => a.distance - b.distance)[0]?.at === index;
}

function causeLine(from: Date, label: string, theme: ChartTheme): ChartOption {
  return {
    silent: true,
    symbol: 'none',
    data: [
      {
        xAxis: from.getTime(),
        lineStyle: { color: theme.colours['chart-event'], type: [1, 3], width: 1 },
        label: {
          // lanes run downwards: the line starts at the top
          position: 'start',
          distance: 4,
          width: 220,
          overflow: 'truncate',
          formatter: () => label,
          color: theme.colours['ink-2'],
          fontSize: FONT_SIZE,
        },
      },
    ],
  };
}

/** A label ends where maintenance is drawn over its span. */
function freeUntil({ spans }: TimelineView, from: Date, to: Date): number {
  const over = spans.filter((span) => span.state === 'maintenance' && span.from > from && span.from < to);
  return Math.min(to.getTime(), ...over.map((span) => span.from.getTime()));
}

function spanLabels({ view, theme, pxPerMs, yOf }: Plot): ChartOption {
  const y = yOf('tool');
  return {
    id: 'span-labels',
    type: 'scatter',
    silent: true,
    symbolSize: 1,
    z: 4,
    itemStyle: { color: 'transparent', opacity: 1 },
    data: view.spans.flatMap(({ state, from, to, label }) => {
      const room = (freeUntil(view, from, to) - from.getTime()) * pxPerMs - 12;
      if (state === 'maintenance' || room < LEAST_LABEL_PX) return [];
      const text = { formatter: () => label, color: theme.colours[SPAN_INK[state]], fontSize: FONT_SIZE };
      return [
        {
          value: [from.getTime(), y],
          label: { show: true, position: 'right', distance: 5, width: room, overflow: 'truncate', ...text },
        },
      ];
    }),
  };
}

/** A quarter turn down from the run, and on to the sort. */
function curve({ view, theme, yOf }: Plot): ChartOption {
  const link = causeLink(view);
  const [top, bottom] = [yOf('runs'), yOf('lots')];
  const data = link
    ? Array.from({ length: CURVE_POINTS + 1 }, (_, step) => {
        const t = step / CURVE_POINTS;
        const span = link.to.getTime() - link.from.getTime();
        // a cubic Bézier curve whose middle points lie half way down
        const y = top + (bottom - top) * (3 * t * (1 - t) ** 2 * 0.8 + 3 * t ** 2 * (1 - t) * 0.9 + t ** 3);
        return [link.from.getTime() + span * (3 * t * (1 - t) ** 2 * 0.05 + 3 * t ** 2 * (1 - t) * 0.6 + t ** 3), y];
      })
    : [];
  return {
    id: 'cause',
    type: 'line',
    silent: true,
    symbol: 'none',
    lineStyle: { width: 1.25, color: theme.colours.alarm },
    data,
  };
}
