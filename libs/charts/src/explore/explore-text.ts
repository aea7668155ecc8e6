import {
  dayIn,
  formatDateRange,
  formatDateTime,
  formatNumber,
  formatQuantity,
  type CountUnit,
  type Locale,
} from '@fabwright/facts';
import { numberCell, textCell, type ChartTable } from '../table/chart-table.ts';
import { chartWords } from '../text/chart-words.ts';
import type { ExploreView } from './explore-view.ts';
import { measuredText } from './measure-text.ts';

const UNITS: Readonly<Record<ExploreView['by'], CountUnit>> = {
  lot: 'lots',
  wafer: 'wafers',
  day: 'days',
  week: 'weeks',
};

/** The chart as one sentence, for those who don't see it. */
export function describeExplore(view: ExploreView, locale: Locale): string {
  const words = chartWords(locale);
  const { at } = view.points;
  const [first, last] = [at[0], at.at(-1)];
  if (first === undefined || last === undefined) return words.noPoints(view.measure.name);
  const { zone } = view.calendar;
  const count = formatQuantity(at.length, UNITS[view.by], 0, locale);
  const period = formatDateRange(dayIn(new Date(first), zone), dayIn(new Date(last), zone), locale);
  const groups = view.groups.length > 1 ? view.groups : [];
  const overall = view.groups.length === 1 ? view.groups[0]?.value : null;
  const marked = new Set(view.reasons.map(({ index }) => index)).size;
  const parts = [
    words.trendSubject(view.measure.name, count, period),
    ...(typeof overall === 'number' ? [words.overall(measuredText(overall, view.measure, locale))] : []),
    ...groups
      .slice(0, 6)
      .map(({ label, value }) => `${label} ${value === null ? '–' : measuredText(value, view.measure, locale)}`),
    ...(marked > 0 ? [words.alarms(formatQuantity(marked, 'alarms', 0, locale))] : []),
  ];
  return `${parts.join(words.clause)}${words.stop}`;
}

export interface ExploreTableWords {
  readonly key: string;
  readonly group: string;
  readonly reasons: string;
  /** Over approved limits, where a chart may have some. */
  readonly statisticalLimits?: string;
}

/**
 * The drawn points as a table; the selected ones only, where some are. Its rows are written when somebody reads them:
 * the words of twenty thousand points take longer than their chart.
 */
export function exploreTable(view: ExploreView, words: ExploreTableWords, locale: Locale): ChartTable {
  const { column } = chartWords(locale);
  const approved = view.statisticalLimits.length > 0 ? words.statisticalLimits : undefined;
  let rows: ChartTable['rows'] | undefined;
  return {
    caption: view.measure.name,
    columns: [
      { label: words.key, numeric: false },
      { label: words.group, numeric: false },
      { label: column.time, numeric: false },
      { label: view.measure.name, numeric: true },
      { label: column.wafers, numeric: true },
      ...(approved === undefined ? [] : [{ label: approved, numeric: false }]),
      { label: words.reasons, numeric: false },
    ],
    get rows() {
      return (rows ??= exploreRows(view, approved !== undefined, locale));
    },
  };
}

function exploreRows(view: ExploreView, withApproved: boolean, locale: Locale): ChartTable['rows'] {
  const { key, at, value, wafers, group } = view.points;
  const reasons = Map.groupBy(view.reasons, ({ index }) => index);
  const shown = [...key.keys()].filter((index) => view.selected === null || view.selected[index] === 1);
  return shown.map((index) => {
    const time = new Date(at[index] ?? 0);
    return [
      textCell(key[index] ?? ''),
      textCell(view.groups[group[index] ?? 0]?.label ?? ''),
      { text: formatDateTime(time, view.calendar.zone, locale), value: time.toISOString() },
      numberCell(value[index], (each) => measuredText(each, view.measure, locale)),
      numberCell(wafers[index], (each) => formatNumber(each, 0, locale)),
      ...(withApproved ? [textCell(inForce(view, at[index] ?? 0, locale))] : []),
      textCell((reasons.get(index) ?? []).map(({ sentence }) => sentence).join(' ')),
    ];
  });
}

/** The approved limits that judge a lot of this moment: `SYL1 91.2 %, SYL2 90.1 %`. */
function inForce({ statisticalLimits, measure }: ExploreView, at: number, locale: Locale): string {
  return [...Map.groupBy(statisticalLimits, ({ name }) => name)]
    .flatMap(([name, stretches]) => {
      // where one ends and the next begins, the next holds
      const held = stretches.findLast(({ from, to }) => at >= from && at <= to);
      return held ? [`${name} ${measuredText(held.value, measure, locale)}`] : [];
    })
    .join(', ');
}
