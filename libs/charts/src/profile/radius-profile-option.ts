import { formatNumber, formatYield, toPercent, type Locale } from '@fabwright/facts';
import { niceScale } from '../scale/nice-scale.ts';
import { numberCell, type ChartTable } from '../table/chart-table.ts';
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

/** One ring of equal area; `yield` is a fraction of 1, null where nothing was tested. */
export interface RingPoint {
  /** Middle of the ring by area, mm from the centre. */
  readonly radiusMm: number;
  readonly yield: number | null;
  readonly tested: number;
}

export interface RingGroup {
  readonly name: string;
  readonly rings: readonly RingPoint[];
}

/** Yield by radius of one group of wafers, or of two that are compared. */
export interface RadiusProfileView {
  readonly waferRadiusMm: number;
  readonly groups: readonly RingGroup[];
}

export interface RadiusProfileWords {
  readonly radius: string;
  readonly tested: string;
}

/** Lines with markers from the centre to the edge; groups named at their right end, never by a legend. */
export function toRadiusProfileOption(view: RadiusProfileView, theme: ChartTheme, locale: Locale): ChartOption {
  const values = view.groups.flatMap(({ rings }) => rings.flatMap((ring) => (ring.yield === null ? [] : [ring.yield])));
  const scale = niceScale(Math.min(...values, 1), Math.max(...values, 0), 4);
  const named = view.groups.length > 1;
  return {
    ...baseOption(theme),
    grid: { left: 40, right: named ? 64 : 16, top: 8, bottom: 24 },
    tooltip: { ...tooltipFurniture(theme), formatter: ringTooltip(view, locale) },
    xAxis: {
      ...axisFurniture(theme),
      type: 'value',
      min: 0,
      max: view.waferRadiusMm,
      splitLine: { show: false },
      axisLabel: { ...axisLabel(theme), formatter: (value: number) => formatNumber(value, 0, locale) },
    },
    yAxis: {
      ...axisFurniture(theme),
      type: 'value',
      min: scale.min,
      max: Math.min(1, scale.max),
      interval: scale.interval,
      axisLabel: {
        ...axisLabel(theme),
        formatter: (value: number) => formatNumber(toPercent(value), Math.max(0, scale.decimals - 2), locale),
      },
    },
    series: view.groups.map((group, index) => line(group, index, theme, named)),
  };
}

function line({ name, rings }: RingGroup, index: number, theme: ChartTheme, named: boolean): ChartOption {
  const colour = theme.colours[seriesToken(index)];
  return {
    id: `group-${index}`,
    name,
    type: 'line',
    symbol: index === 0 ? 'circle' : 'rect',
    symbolSize: 6,
    lineStyle: { color: colour, width: 1.75 },
    itemStyle: { color: colour },
    endLabel: { show: named, formatter: name, color: colour, fontSize: FONT_SIZE, fontWeight: 600, distance: 6 },
    data: rings.map(({ radiusMm, yield: value }) => [radiusMm, value]),
  };
}

function ringTooltip(
  view: RadiusProfileView,
  locale: Locale,
): (mark: { seriesIndex?: number; dataIndex?: number }) => string {
  return ({ seriesIndex, dataIndex }) => {
    const group = view.groups[seriesIndex ?? -1];
    const ring = group?.rings[dataIndex ?? -1];
    if (!group || !ring) return '';
    return tooltipLines([
      ring.yield === null ? '–' : formatYield(ring.yield, locale),
      `${group.name} · ${formatNumber(ring.radiusMm, 0, locale)} mm`,
      `n = ${formatNumber(ring.tested, 0, locale)}`,
    ]);
  };
}

/** The drawn values as a table. */
export function radiusProfileTable(
  view: RadiusProfileView,
  caption: string,
  words: RadiusProfileWords,
  locale: Locale,
): ChartTable {
  const rings = view.groups[0]?.rings ?? [];
  return {
    caption,
    columns: [words.radius, ...view.groups.flatMap(({ name }) => [name, words.tested])].map((label) => ({
      label,
      numeric: true,
    })),
    rows: rings.map((ring, index) => [
      numberCell(ring.radiusMm, (value) => `${formatNumber(value, 0, locale)} mm`),
      ...view.groups.flatMap((group) => [
        numberCell(group.rings[index]?.yield, (value) => formatYield(value, locale)),
        numberCell(group.rings[index]?.tested, (value) => formatNumber(value, 0, locale)),
      ]),
    ]),
  };
}
