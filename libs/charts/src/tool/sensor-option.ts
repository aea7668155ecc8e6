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

export interface SensorView {
  readonly view: ExploreView;
  readonly seasoning: readonly HollowRun[];
  /** `Seasoning run, not tested` in the person's language. */
  readonly word: string;
}

/** The sensor's trend with seasoning runs as hollow marks, for which both axes have room. */
export function toSensorOption(
  { view, seasoning, word }: SensorView,
  theme: ChartTheme,
  locale: Locale,
  size: ChartSize,
): ChartOption {
  const option = toExploreOption({ ...view, beside: seasoning }, theme, locale, size);
  if (seasoning.length === 0) return option;
  const series = option['series'] as ChartOption[];
  return { ...option, series: [...series, hollowSeries(view, seasoning, word, theme, locale)] };
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
    symbol: 'circle',
    symbolSize: MARK_PX,
    // the empty symbols of ECharts are white in any theme
    itemStyle: { color: theme.colours.surface, borderColor: theme.colours['ink-3'], borderWidth: 1.5, opacity: 1 },
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
