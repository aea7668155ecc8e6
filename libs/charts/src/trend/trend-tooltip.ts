import { formatDateTime, formatQuantity, formatYield, type Locale } from '@fabwright/facts';
import { chartWords } from '../text/chart-words.ts';
import { tooltipLines } from '../theme/chart-furniture.ts';
import { ruleName, type TrendPoint, type TrendView } from './trend-view.ts';

/** What a hovered mark says: id, yield, when (fab time and UTC), n, alarms. */
export function trendTooltip(
  view: TrendView,
  locale: Locale,
): (mark: { seriesId?: string; dataIndex?: number; name?: string }) => string {
  return ({ seriesId, dataIndex, name }) => {
    const point = seriesId === 'points' ? view.points[dataIndex ?? -1] : undefined;
    return tooltipLines(point ? pointLines(point, view, locale) : [name]);
  };
}

function pointLines(point: TrendPoint, view: TrendView, locale: Locale): (string | undefined)[] {
  const words = chartWords(locale);
  const { zone } = view.calendar;
  const wafers = formatQuantity(point.wafers, 'wafers', 0, locale);
  const dies = formatQuantity(point.gross, 'dies', 0, locale);
  return [
    `${point.key}  ${formatYield(point.value, locale)}`,
    `${wafers}${words.list}${dies}`,
    `${formatDateTime(point.at, zone, locale)} (${formatDateTime(point.at, 'UTC', locale, { year: false })} UTC)`,
    point.incomplete ? words.incomplete : undefined,
    ...point.alarms.map(({ kind, rule }) => `${words.alarm[kind]}${words.list}${words.rule(ruleName(rule))}`),
  ];
}
