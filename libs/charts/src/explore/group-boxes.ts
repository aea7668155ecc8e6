import { formatNumber, type Locale } from '@fabwright/facts';
import { niceScale } from '../scale/nice-scale.ts';
import { numberCell, textCell, type ChartTable } from '../table/chart-table.ts';
import { chartWords } from '../text/chart-words.ts';
import {
  axisFurniture,
  axisLabel,
  baseOption,
  tooltipFurniture,
  tooltipLines,
  type ChartOption,
} from '../theme/chart-furniture.ts';
import { seriesToken, type ChartTheme } from '../theme/chart-theme.ts';
import type { ChartSize } from './explore-frame.ts';
import { MOST_COLOURS, type MeasureView } from './explore-view.ts';
import { axisText, measuredText } from './measure-text.ts';

/** Five numbers of a group, as their owner computed them, in the unit of the values. */
export interface GroupBox {
  readonly label: string;
  /** Its colour is that of its points. */
  readonly group: number;
  readonly n: number;
  readonly p05: number;
  readonly p25: number;
  readonly median: number;
  readonly p75: number;
  readonly p95: number;
  readonly outliers: readonly number[];
}

export interface GroupBoxesView {
  readonly measure: MeasureView;
  readonly boxes: readonly GroupBox[];
  readonly highlight: number | null;
  readonly groupsInAll: number;
}

const BOX_PX = 22;
const WHISKER_PX = 10;
const LABEL_PX = 54;

/** 5-25-50-75-95 % a group, values far off as dots, n under each. */
export function toGroupBoxesOption(
  view: GroupBoxesView,
  theme: ChartTheme,
  locale: Locale,
  size: ChartSize,
): ChartOption {
  const values = view.boxes.flatMap(({ p05, p95, outliers }) => [p05, p95, ...outliers]);
  const scale = values.length > 0 ? niceScale(Math.min(...values), Math.max(...values), 5) : niceScale(0, 1);
  const every = Math.max(1, Math.ceil((view.boxes.length * LABEL_PX) / Math.max(1, size.widthPx - 60)));
  const colour = ({ group }: GroupBox): string => theme.colours[boxToken(view, group)];
  return {
    ...baseOption(theme),
    grid: { left: 48, right: 10, top: 10, bottom: 38 },
    tooltip: { ...tooltipFurniture(theme), formatter: tooltip(view, locale) },
    xAxis: {
      ...axisFurniture(theme),
      type: 'category',
      data: view.boxes.map(({ label, n }) => `${shortened(label)}\nn=${formatNumber(n, 0, locale)}`),
      splitLine: { show: false },
      axisLabel: { ...axisLabel(theme), lineHeight: 14, interval: every - 1, hideOverlap: true },
    },
    yAxis: {
      ...axisFurniture(theme),
      type: 'value',
      min: scale.min,
      max: scale.max,
      interval: scale.interval,
      axisLabel: {
        ...axisLabel(theme),
        formatter: (value: number) => axisText(value, view.measure, scale.interval, locale),
      },
    },
    series: [
      ...boxLines(view, colour),
      {
        id: 'medians',
        type: 'scatter',
        symbol: 'rect',
        symbolSize: [BOX_PX, 2.5],
        itemStyle: { opacity: 1 },
        data: view.boxes.map((box, place) => ({
          name: box.label,
          value: [place, box.median],
          itemStyle: { color: colour(box) },
        })),
      },
      {
        id: 'outliers',
        type: 'scatter',
        symbolSize: 3,
        silent: true,
        data: view.boxes.flatMap((box, place) =>
          box.outliers.map((value) => ({ value: [place, value], itemStyle: { color: colour(box), opacity: 0.7 } })),
        ),
      },
    ],
  };
}

/** Boxes as thick translucent lines, whiskers as thin ones, with their feet. */
function boxLines({ boxes }: GroupBoxesView, colour: (box: GroupBox) => string): ChartOption[] {
  return boxes.flatMap((box, place) => [
    line(`whisker-${place}`, [place, box.p05], [place, box.p95], colour(box), 1, 1),
    line(`box-${place}`, [place, box.p25], [place, box.p75], colour(box), BOX_PX, 0.22),
    {
      id: `feet-${place}`,
      type: 'scatter',
      silent: true,
      symbol: 'rect',
      symbolSize: [WHISKER_PX, 1],
      itemStyle: { color: colour(box), opacity: 1 },
      data: [
        [place, box.p05],
        [place, box.p95],
      ],
    },
  ]);
}

function line(id: string, from: number[], to: number[], color: string, width: number, opacity: number): ChartOption {
  const lineStyle = { color, width, opacity, cap: 'butt' };
  return { id, type: 'line', silent: true, showSymbol: false, data: [from, to], lineStyle };
}

function boxToken({ groupsInAll, highlight }: GroupBoxesView, group: number) {
  if (groupsInAll <= MOST_COLOURS) return seriesToken(group);
  return group === highlight ? 'cat-1' : 'cat-other';
}

const shortened = (label: string): string => (label.length > 12 ? `${label.slice(0, 11)}…` : label);

function tooltip({ boxes, measure }: GroupBoxesView, locale: Locale) {
  return ({ seriesId, dataIndex }: { seriesId?: string; dataIndex?: number }): string => {
    const box = seriesId === 'medians' ? boxes[dataIndex ?? -1] : undefined;
    if (!box) return '';
    const text = (value: number): string => measuredText(value, measure, locale);
    return tooltipLines([
      `${box.label}  ${text(box.median)}`,
      `n = ${formatNumber(box.n, 0, locale)}`,
      `25–75 %: ${text(box.p25)} – ${text(box.p75)}`,
      `5–95 %: ${text(box.p05)} – ${text(box.p95)}`,
    ]);
  };
}

/** The boxes as one sentence. */
export function describeGroupBoxes({ boxes, measure }: GroupBoxesView, locale: Locale): string {
  const words = chartWords(locale);
  if (boxes.length === 0) return words.noPoints(measure.name);
  const said = boxes
    .slice(0, 8)
    .map(({ label, median, n }) => `${label} ${measuredText(median, measure, locale)} (n=${n})`);
  return `${measure.name}${words.clause}${said.join(words.list)}${words.stop}`;
}

/** The boxes as a table; words for group and n come from the page. */
export function groupBoxesTable({ boxes, measure }: GroupBoxesView, group: string, locale: Locale): ChartTable {
  const text = (value: number): string => measuredText(value, measure, locale);
  const parts = ['p05', 'p25', 'median', 'p75', 'p95'] as const;
  return {
    caption: measure.name,
    columns: [
      { label: group, numeric: false },
      { label: 'n', numeric: true },
      ...['5 %', '25 %', '50 %', '75 %', '95 %'].map((label) => ({ label, numeric: true })),
    ],
    rows: boxes.map((box) => [
      textCell(box.label),
      numberCell(box.n, (n) => formatNumber(n, 0, locale)),
      ...parts.map((part) => numberCell(box[part], text)),
    ]),
  };
}
