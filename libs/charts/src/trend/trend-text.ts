import {
  dayIn,
  formatDate,
  formatDateRange,
  formatDateTime,
  formatNumber,
  formatQuantity,
  formatYield,
  type Locale,
} from '@fabwright/facts';
import { numberCell, textCell, type ChartTable } from '../table/chart-table.ts';
import { chartWords } from '../text/chart-words.ts';
import type { TrendView } from './trend-view.ts';

const UNIT = { lot: 'lots', week: 'weeks', month: 'months' } as const;

/** The chart as one sentence, for those who don't see it. */
export function describeTrend(view: TrendView, locale: Locale): string {
  const words = chartWords(locale);
  const name = words.yieldName[view.yieldKind];
  const [first, last] = [view.points.at(0), view.points.at(-1)];
  if (!first || !last) return words.noPoints(name);
  const { zone } = view.calendar;
  const count = formatQuantity(view.points.length, UNIT[view.grouping], 0, locale);
  const period = formatDateRange(dayIn(first.at, zone), dayIn(last.at, zone), locale);
  const parts = [
    words.trendSubject(name, count, period),
    ...(typeof view.overall === 'number' ? [words.overall(formatYield(view.overall, locale))] : []),
    ...belowFloor(view, locale),
    ...alarmCount(view, locale),
  ];
  return `${parts.join(words.clause)}${words.stop}`;
}

function belowFloor(view: TrendView, locale: Locale): string[] {
  const { floor } = view;
  if (typeof floor !== 'number') return [];
  const words = chartWords(locale);
  const low = view.points.filter(({ value }) => value < floor);
  const first = low[0];
  if (!first) return [words.noneBelow(formatYield(floor, locale))];
  const since = formatDate(dayIn(first.at, view.calendar.zone), locale, { year: false });
  return [words.below(formatQuantity(low.length, UNIT[view.grouping], 0, locale), formatYield(floor, locale), since)];
}

function alarmCount(view: TrendView, locale: Locale): string[] {
  const alarms = view.points.reduce((sum, point) => sum + point.alarms.length, 0);
  return alarms === 0 ? [] : [chartWords(locale).alarms(formatQuantity(alarms, 'alarms', 0, locale))];
}

/** The drawn values as a table. */
export function trendTable(view: TrendView, locale: Locale): ChartTable {
  const { column, yieldName, alarm } = chartWords(locale);
  const count = (value: number): string => formatNumber(value, 0, locale);
  const share = (value: number): string => formatYield(value, locale);
  return {
    caption: yieldName[view.yieldKind],
    columns: [
      { label: column[view.grouping], numeric: false },
      { label: column.time, numeric: false },
      { label: column.yield, numeric: true },
      { label: column.median, numeric: true },
      { label: column.wafers, numeric: true },
      { label: column.dies, numeric: true },
      { label: column.alarms, numeric: false },
    ],
    rows: view.points.map((point) => [
      textCell(point.key),
      { text: formatDateTime(point.at, view.calendar.zone, locale), value: point.at.toISOString() },
      numberCell(point.value, share),
      numberCell(point.median, share),
      numberCell(point.wafers, count),
      numberCell(point.gross, count),
      textCell(point.alarms.map(({ kind }) => alarm[kind]).join(', ')),
    ]),
  };
}
