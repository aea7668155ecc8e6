import type { Locale } from '@fabwright/facts';
import { textWidth } from '../engine/text-width.ts';
import { labelRows } from '../scale/label-rows.ts';
import { spreadLabels } from '../scale/label-spread.ts';
import { chartWords } from '../text/chart-words.ts';
import { FONT_SIZE, type ChartOption } from '../theme/chart-furniture.ts';
import { seriesToken, type ChartTheme, type ColourToken } from '../theme/chart-theme.ts';
import { MOST_EVENT_LABELS, type ExploreFrame } from './explore-frame.ts';
import { MOST_COLOURS, type ExploreView } from './explore-view.ts';
import { lineText } from './measure-text.ts';
import { rollingMedian } from './rolling-median.ts';

const LABEL_HEIGHT_PX = 13;
const EVENT_LABEL_ROWS = 2;
const EVENT_LABEL_ROW_PX = 11;
const EVENT_LABEL_GAP_PX = 6;
/** Room of a label of the value axis, left of the plot. */
const AXIS_LABEL_PX = 32;

/** Limits as steps: each phase has its own. */
export function limitSteps(view: ExploreView, theme: ChartTheme): ChartOption[] {
  const parts = [
    ['lower', 'chart-limit', [5, 4]],
    ['centre', 'ink-3', 'solid'],
    ['upper', 'chart-limit', [5, 4]],
  ] as const;
  if (view.limits.length === 0) return [];
  return parts.map(([part, token, type]) => ({
    id: `limit-${part}`,
    type: 'line',
    silent: true,
    showSymbol: false,
    z: 2,
    data: view.limits.flatMap((stretch) => {
      const value = stretch[part];
      return value === null
        ? []
        : [
            [stretch.from, value],
            [stretch.to, value],
            [stretch.to, null],
          ];
    }),
    lineStyle: { color: theme.colours[token], type, width: 1.25 },
  }));
}

/** Approved limits as steps from the day on which they took effect; a line each. */
export function statisticalSteps({ statisticalLimits }: ExploreView, theme: ChartTheme): ChartOption[] {
  return [...Map.groupBy(statisticalLimits, ({ name }) => name)].map(([name, stretches]) => ({
    id: `statistical-${name}`,
    type: 'line',
    silent: true,
    showSymbol: false,
    z: 2,
    data: stretches.flatMap(({ from, to, value }) => [
      [from, value],
      [to, value],
      [to, null],
    ]),
    lineStyle: { color: theme.colours['chart-limit'], type: [8, 3, 2, 3], width: 1.25 },
  }));
}

/** Median of seven points a group, for the eye; drawn while groups can be told apart. */
export function courses(view: ExploreView, theme: ChartTheme): ChartOption[] {
  const groups = Map.groupBy(view.points.key.keys(), (index) => view.points.group[index] ?? 0);
  return [...groups].flatMap(([group, indices]) => {
    const token = courseToken(view, group);
    if (token === null || indices.length < 3) return [];
    const medians = rollingMedian(indices.map((index) => view.points.value[index] ?? 0));
    return {
      id: `course-${group}`,
      type: 'line',
      silent: true,
      showSymbol: false,
      z: 2,
      data: indices.map((index, place) => [view.points.at[index], medians[place]]),
      lineStyle: { color: theme.colours[token], width: 1.25, opacity: view.selected ? 0.35 : 1 },
    };
  });
}

function courseToken({ groups, highlight }: ExploreView, group: number): ColourToken | null {
  if (groups.length === 1) return 'ink-3';
  if (groups.length <= MOST_COLOURS) return seriesToken(group);
  return group === highlight ? 'cat-1' : null;
}

interface EndLabel {
  readonly text: string;
  readonly value: number;
  readonly token: ColourToken;
}

/** Names and values at the right end of every line, moved apart where they would lie on each other. */
export function endLabels(view: ExploreView, theme: ChartTheme, locale: Locale, frame: ExploreFrame): ChartOption {
  const labels = labelsOf(view, locale);
  const { scale, top, bottom } = frame;
  const pxPerUnit = (bottom - top) / (scale.max - scale.min);
  const shifts = spreadLabels(
    labels.map(({ value }) => (scale.max - value) * pxPerUnit),
    LABEL_HEIGHT_PX,
  );
  return {
    id: 'line-labels',
    type: 'scatter',
    silent: true,
    clip: false,
    symbolSize: 1,
    itemStyle: { color: 'transparent', opacity: 1 },
    data: labels.map(({ text, value, token }, place) => ({
      value: [frame.to, value],
      label: {
        show: true,
        position: 'right',
        distance: 6,
        offset: [0, shifts[place] ?? 0],
        formatter: text,
        width: 84,
        overflow: 'truncate',
        color: theme.colours[token],
        fontSize: FONT_SIZE,
      },
    })),
  };
}

function labelsOf(view: ExploreView, locale: Locale): EndLabel[] {
  const words = chartWords(locale);
  const last = view.limits.at(-1);
  const lines: [string, number | null | undefined, ColourToken][] = [
    ['UCL', last?.upper, 'chart-limit'],
    [words.mean, last?.centre, 'ink-3'],
    ['LCL', last?.lower, 'chart-limit'],
    [words.target, view.target, 'chart-target'],
    [words.floor, view.floor, 'chart-limit'],
  ];
  const named = lines.flatMap(([name, value, token]) =>
    typeof value === 'number' ? [{ text: `${name} ${lineText(value, view.measure, locale)}`, value, token }] : [],
  );
  return [...named, ...statisticalLabels(view, locale), ...groupLabels(view)];
}

/** Of each line the newest value. */
function statisticalLabels({ statisticalLimits, measure }: ExploreView, locale: Locale): EndLabel[] {
  return [...Map.groupBy(statisticalLimits, ({ name }) => name)].flatMap(([name, stretches]) => {
    const value = stretches.at(-1)?.value;
    return value === undefined
      ? []
      : [{ text: `${name} ${lineText(value, measure, locale)}`, value, token: 'chart-limit' as const }];
  });
}

function groupLabels({ groups, points, highlight }: ExploreView): EndLabel[] {
  if (groups.length < 2) return [];
  const shown = groups.length <= MOST_COLOURS ? groups.map((_, group) => group) : highlight === null ? [] : [highlight];
  return shown.flatMap((group) => {
    const values = points.value.filter((_, index) => points.group[index] === group);
    const end = rollingMedian(values.slice(-7)).at(-1);
    const token = groups.length <= MOST_COLOURS ? seriesToken(group) : 'cat-1';
    return end === undefined ? [] : [{ text: groups[group]?.label ?? '', value: end, token }];
  });
}

/** Floor and target from edge to edge; changes as dotted verticals, while their words have room. */
export function markLines(view: ExploreView, theme: ChartTheme, frame: ExploreFrame): ChartOption[] {
  const levels: [number | null, ColourToken, string | readonly number[]][] = [
    [view.floor, 'chart-limit', 'solid'],
    [view.target, 'chart-target', [10, 5]],
  ];
  const horizontal = levels.flatMap(([value, token, type]) =>
    value === null
      ? []
      : [{ yAxis: value, lineStyle: { color: theme.colours[token], type, width: 1.25 }, label: { show: false } }],
  );
  return view.events.length > MOST_EVENT_LABELS ? horizontal : [...horizontal, ...verticals(view, theme, frame)];
}

/** A word that has no room beside its neighbours is left out; its line stays, and the table names it. */
function verticals({ events }: ExploreView, theme: ChartTheme, { left, right, from, to }: ExploreFrame): ChartOption[] {
  const places = events.map(({ at, label }) => ({
    at: left + ((at - from) / (to - from)) * (right - left),
    width: textWidth(label, `${FONT_SIZE}px Inter`),
  }));
  // the uppermost label of the axis stands in the lowest row
  const ofAxis = { at: left - AXIS_LABEL_PX / 2, width: AXIS_LABEL_PX };
  const [, ...rows] = labelRows([ofAxis, ...places], EVENT_LABEL_ROWS, EVENT_LABEL_GAP_PX);
  return events.map(({ at, label }, place) => {
    const row = rows[place] ?? null;
    return {
      name: label,
      xAxis: at,
      lineStyle: { color: theme.colours['chart-event'], type: [1, 3], width: 1 },
      label: {
        show: row !== null,
        position: 'end',
        distance: 2 + (row ?? 0) * EVENT_LABEL_ROW_PX,
        formatter: label,
        color: theme.colours['ink-2'],
        fontSize: FONT_SIZE,
      },
    };
  });
}
