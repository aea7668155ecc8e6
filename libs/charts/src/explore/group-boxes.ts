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
import { MOST_COLOURS } from './explore-view.ts';
import type { GroupBox, GroupBoxesView } from './group-boxes-view.ts';
import { violinOf, violinSeries } from './group-violins.ts';
import { axisText, measuredText } from './measure-text.ts';

/** The widest box; where groups stand close it leaves a gap to the next one. */
const BOX_PX = 22;
const BOX_SHARE = 0.75;
const WHISKER_SHARE = 0.45;
const GRID = { left: 48, right: 10, top: 10, bottom: 38 };
const LABEL_PX = 54;
/** Inside a violin the box is a bar. */
const INNER_BOX_PX = 6;
const DIFFERS = '◆ ';

/** 5-25-50-75-95 % a group, on request on its density; values far off as dots, n under each. */
export function toGroupBoxesOption(
  view: GroupBoxesView,
  theme: ChartTheme,
  locale: Locale,
  size: ChartSize,
): ChartOption {
  const values = view.boxes.flatMap((box) => [box.p05, box.p95, ...box.outliers, ...(violinOf(view, box)?.at ?? [])]);
  const scale = values.length > 0 ? niceScale(Math.min(...values), Math.max(...values), 5) : niceScale(0, 1);
  const every = Math.max(1, Math.ceil((view.boxes.length * LABEL_PX) / Math.max(1, size.widthPx - 60)));
  const colour = (box: GroupBox): string => theme.colours[boxToken(view, box)];
  const violins = violinSeries(view, colour);
  const boxPx = boxWidth(view.boxes.length, size.widthPx - GRID.left - GRID.right);
  return {
    ...baseOption(theme),
    grid: GRID,
    tooltip: { ...tooltipFurniture(theme), formatter: tooltip(view, locale) },
    xAxis: {
      ...axisFurniture(theme),
      type: 'category',
      data: view.boxes.map((box) => `${axisName(view, box)}\nn=${formatNumber(box.n, 0, locale)}`),
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
      ...violins,
      ...boxLines(view, colour, boxPx),
      medians(view, colour, boxPx),
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

function medians(view: GroupBoxesView, colour: (box: GroupBox) => string, boxPx: number): ChartOption {
  return {
    id: 'medians',
    type: 'scatter',
    symbol: 'rect',
    itemStyle: { opacity: 1 },
    data: view.boxes.map((box, place) => ({
      name: box.label,
      value: [place, box.median],
      symbolSize: [boxPx, 2.5],
      itemStyle: { color: colour(box) },
    })),
  };
}

/** Px of a box among so many in the plot. */
function boxWidth(boxes: number, plotPx: number): number {
  return Math.max(2, Math.min(BOX_PX, Math.floor((plotPx / Math.max(1, boxes)) * BOX_SHARE)));
}

/** Boxes as thick translucent lines, whiskers as thin ones, with their feet. */
function boxLines(view: GroupBoxesView, colour: (box: GroupBox) => string, boxPx: number): ChartOption[] {
  return view.boxes.flatMap((box, place) => [
    line(`whisker-${place}`, [place, box.p05], [place, box.p95], colour(box), 1, 1),
    violinOf(view, box)
      ? line(`box-${place}`, [place, box.p25], [place, box.p75], colour(box), INNER_BOX_PX, 0.55)
      : line(`box-${place}`, [place, box.p25], [place, box.p75], colour(box), boxPx, 0.22),
    {
      id: `feet-${place}`,
      type: 'scatter',
      silent: true,
      symbol: 'rect',
      symbolSize: [Math.max(2, Math.round(boxPx * WHISKER_SHARE)), 1],
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

function boxToken({ groupsInAll, highlight, differs }: GroupBoxesView, { group }: GroupBox) {
  if (differs !== undefined) return group === differs ? 'alarm' : 'cat-other';
  if (groupsInAll <= MOST_COLOURS) return seriesToken(group);
  return group === highlight ? 'cat-1' : 'cat-other';
}

const shortened = (label: string): string => (label.length > 12 ? `${label.slice(0, 11)}…` : label);

/** The one that differs has a mark beside its colour. */
function axisName({ differs }: GroupBoxesView, { label, group }: GroupBox): string {
  return group === differs ? `${DIFFERS}${shortened(label)}` : shortened(label);
}

function tooltip({ boxes, measure }: GroupBoxesView, locale: Locale) {
  return ({ seriesId, dataIndex }: { seriesId?: string; dataIndex?: number }): string => {
    const isOne = seriesId === 'medians' || seriesId === 'violins';
    const box = isOne ? boxes[dataIndex ?? -1] : undefined;
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
export function describeGroupBoxes({ boxes, measure, differs }: GroupBoxesView, locale: Locale): string {
  const words = chartWords(locale);
  if (boxes.length === 0) return words.noPoints(measure.name);
  const said = boxes
    .slice(0, 8)
    .map(({ label, median, n }) => `${label} ${measuredText(median, measure, locale)} (n=${n})`);
  const odd = boxes.find(({ group }) => group === differs);
  const verdict = odd ? `${words.clause}${words.differs(odd.label)}` : '';
  return `${measure.name}${words.clause}${said.join(words.list)}${verdict}${words.stop}`;
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
