import { formatNumber, formatPoints, PRECISION, toPercent, type Locale } from '@fabwright/facts';
import { textWidth } from '../engine/text-width.ts';
import { niceScale } from '../scale/nice-scale.ts';
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
import { binToken, type ChartTheme } from '../theme/chart-theme.ts';
import type { BinLossView, ParetoView } from './pareto-view.ts';

const BAR_PX = 13;
/** Names have as much room as the longest needs; the bars keep the rest. */
const NAME_ROOM_PX = { least: 128, most: 172 };
const NAME_GAP_PX = 12;
/** Engines measure a little wider than the font's table. */
const NAME_SLACK_PX = 4;

/** Loss by bin as bars from 0, in the bin's own colour; a tick marks the baseline, value and change stand beside. */
export function toParetoOption(view: ParetoView, theme: ChartTheme, locale: Locale): ChartOption {
  const ends = view.losses.map(({ loss, baseline }) => Math.max(loss, baseline ?? 0));
  const nameRoomPx = roomFor(view.losses.map(({ name }) => name));
  const scale = niceScale(0, Math.max(0.001, ...ends), 4);
  return {
    ...baseOption(theme),
    // the room at the right belongs to value and change of the longest bar
    grid: { left: nameRoomPx, right: 84, top: 4, bottom: 4 },
    tooltip: { ...tooltipFurniture(theme), formatter: paretoTooltip(view, locale) },
    xAxis: {
      ...axisFurniture(theme),
      type: 'value',
      min: 0,
      max: Math.max(...ends, 0.001),
      interval: scale.interval,
      // the axis ends where the longest bar does: no round value, and no line of the grid
      splitLine: { ...(axisFurniture(theme)['splitLine'] as ChartOption), showMaxLine: false },
      axisLabel: { show: false },
    },
    yAxis: {
      ...axisFurniture(theme),
      type: 'category',
      inverse: true,
      data: view.losses.map(({ name }) => name),
      splitLine: { show: false },
      axisLabel: {
        ...axisLabel(theme),
        color: theme.colours['ink-2'],
        width: nameRoomPx - NAME_GAP_PX,
        overflow: 'truncate',
      },
    },
    series: [bars(view, theme), baselines(view, theme), values(view, theme, locale, ends)],
  };
}

function roomFor(names: readonly string[]): number {
  const widest = Math.max(0, ...names.map((name) => textWidth(name, `${FONT_SIZE}px Inter`)));
  return Math.min(NAME_ROOM_PX.most, Math.max(NAME_ROOM_PX.least, Math.ceil(widest) + NAME_SLACK_PX + NAME_GAP_PX));
}

function bars({ losses }: ParetoView, theme: ChartTheme): ChartOption {
  return {
    id: 'losses',
    type: 'bar',
    barWidth: BAR_PX,
    data: losses.map(({ loss, slot, name }) => ({
      name,
      value: loss,
      // a fail without a slot of its own is "other", never the tone of good dies
      itemStyle: { color: theme.colours[binToken(slot || -1)] },
    })),
  };
}

function baselines({ losses }: ParetoView, theme: ChartTheme): ChartOption {
  return {
    id: 'baselines',
    type: 'scatter',
    symbol: 'rect',
    symbolSize: [2, BAR_PX + 4],
    silent: true,
    z: 3,
    itemStyle: { color: theme.colours.ink, opacity: 1 },
    data: losses.flatMap(({ baseline }, row) => (typeof baseline === 'number' ? [[baseline, row]] : [])),
  };
}

/** Text right of whatever reaches further, bar or tick. */
function values({ losses }: ParetoView, theme: ChartTheme, locale: Locale, ends: readonly number[]): ChartOption {
  return {
    id: 'values',
    type: 'scatter',
    symbolSize: 1,
    silent: true,
    itemStyle: { color: 'transparent', opacity: 1 },
    data: losses.map((loss, row) => ({
      value: [ends[row] ?? 0, row],
      label: {
        show: true,
        position: 'right',
        distance: 6,
        formatter: valueText(loss, locale),
        color: theme.colours['ink-2'],
        fontSize: FONT_SIZE,
      },
    })),
  };
}

function valueText({ loss, change }: BinLossView, locale: Locale): string {
  const value = formatNumber(toPercent(loss), PRECISION.loss, locale);
  if (typeof change !== 'number') return value;
  return `${value}  ${formatNumber(toPercent(change), PRECISION.loss, locale, { signed: true })}`;
}

function paretoTooltip(view: ParetoView, locale: Locale): (mark: { dataIndex?: number }) => string {
  const { column } = chartWords(locale);
  return ({ dataIndex }) => {
    const bin = view.losses[dataIndex ?? -1];
    if (!bin) return '';
    return tooltipLines([
      `${bin.number} ${bin.name}`,
      `${column.loss} ${formatPoints(bin.loss, locale)}`,
      typeof bin.baseline === 'number' ? `${column.baseline} ${formatPoints(bin.baseline, locale)}` : undefined,
    ]);
  };
}

/** The pareto as one sentence. */
export function describePareto(view: ParetoView, locale: Locale): string {
  const words = chartWords(locale);
  const [largest, ...rest] = view.losses;
  if (!largest) return words.noPoints(words.column.loss);
  const next = rest.slice(0, 2).map(({ name, loss }) => `${name} ${formatPoints(loss, locale)}`);
  const parts = [words.paretoSubject(largest.name, formatPoints(largest.loss, locale))];
  if (next.length > 0) parts.push(words.paretoRest(next.join(words.list)));
  return `${parts.join(words.clause)}${words.stop}`;
}

/** The drawn values as a table. */
export function paretoTable(view: ParetoView, locale: Locale): ChartTable {
  const { column } = chartWords(locale);
  const points = (value: number): string => formatPoints(value, locale);
  return {
    caption: column.loss,
    columns: [
      { label: column.bin, numeric: false },
      { label: column.loss, numeric: true },
      { label: column.baseline, numeric: true },
      { label: column.change, numeric: true },
    ],
    rows: view.losses.map(({ number, name, loss, baseline, change }) => [
      { text: `${number} ${name}`, value: number },
      numberCell(loss, points),
      numberCell(baseline, points),
      numberCell(change, (value) => formatPoints(value, locale, PRECISION.loss, { signed: true })),
    ]),
  };
}
