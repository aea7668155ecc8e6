import { formatDateTime, formatNumber, type Locale } from '@fabwright/facts';
import type { ChartSize } from '../explore/explore-frame.ts';
import { toExploreOption } from '../explore/explore-option.ts';
import { exploreTable, type ExploreTableWords } from '../explore/explore-text.ts';
import type { ExploreView } from '../explore/explore-view.ts';
import { measuredText } from '../explore/measure-text.ts';
import { numberCell, textCell, type ChartTable } from '../table/chart-table.ts';
import { tooltipLines, type ChartOption } from '../theme/chart-furniture.ts';
import type { ChartTheme } from '../theme/chart-theme.ts';

/** A run after maintenance: drawn hollow, never tested against limits. Time in milliseconds since 1970. */
export interface HollowRun {
  readonly key: string;
  readonly at: number;
  readonly value: number;
  readonly wafers: number;
}

const MARK_PX = 7;
/** So that a mark at the edge is not cut. */
const AIR_MS = 3_600_000;

export interface SensorView {
  readonly view: ExploreView;
  readonly seasoning: readonly HollowRun[];
  /** `Seasoning run, not tested` in the person's language. */
  readonly word: string;
}

interface Axis {
  readonly min: number;
  readonly max: number;
  readonly interval?: number;
}

/** The sensor's trend with seasoning runs as hollow marks: both axes grow to hold them. */
export function toSensorOption(
  { view, seasoning, word }: SensorView,
  theme: ChartTheme,
  locale: Locale,
  size: ChartSize,
): ChartOption {
  const option = toExploreOption(view, theme, locale, size);
  if (seasoning.length === 0) return option;
  const [x, y] = [option['xAxis'] as ChartOption & Axis, option['yAxis'] as ChartOption & Axis];
  const times = seasoning.map(({ at }) => at);
  return {
    ...option,
    xAxis: {
      ...x,
      min: Math.min(x.min, ...times.map((at) => at - AIR_MS)),
      max: Math.max(x.max, ...times.map((at) => at + AIR_MS)),
    },
    yAxis: {
      ...y,
      ...grown(
        y,
        seasoning.map(({ value }) => value),
      ),
    },
    series: [...(option['series'] as ChartOption[]), hollowSeries(view, seasoning, word, theme, locale)],
  };
}

/** By whole steps of the axis, so that its ticks stay where they were. */
function grown({ min, max, interval = (max - min) / 5 }: Axis, values: readonly number[]): Axis {
  const below = Math.max(0, Math.ceil((min - Math.min(...values)) / interval));
  const above = Math.max(0, Math.ceil((Math.max(...values) - max) / interval));
  return { min: min - below * interval, max: max + above * interval };
}

function hollowSeries(
  view: ExploreView,
  seasoning: readonly HollowRun[],
  word: string,
  theme: ChartTheme,
  locale: Locale,
): ChartOption {
  return {
    id: 'seasoning',
    type: 'scatter',
    z: 10,
    cursor: 'pointer',
    symbol: 'emptyCircle',
    symbolSize: MARK_PX,
    itemStyle: { color: theme.colours['ink-3'], opacity: 1 },
    tooltip: {
      formatter: ({ dataIndex }: { dataIndex: number }): string => {
        const run = seasoning[dataIndex];
        return run ? tooltipLines([`${run.key}  ${measuredText(run.value, view.measure, locale)}`, word]) : '';
      },
    },
    data: seasoning.map(({ key, at, value }) => ({ name: key, value: [at, value] })),
  };
}

/** The drawn points as a table, seasoning runs after those that are tested. */
export function sensorTable(
  { view, seasoning, word }: SensorView,
  words: ExploreTableWords,
  locale: Locale,
): ChartTable {
  const table = exploreTable(view, words, locale);
  const rows = seasoning.map(({ key, at, value, wafers }) => [
    textCell(key),
    textCell(''),
    { text: formatDateTime(new Date(at), view.calendar.zone, locale), value: new Date(at).toISOString() },
    numberCell(value, (each) => measuredText(each, view.measure, locale)),
    numberCell(wafers, (each) => formatNumber(each, 0, locale)),
    textCell(word),
  ]);
  return { ...table, rows: [...table.rows, ...rows] };
}
