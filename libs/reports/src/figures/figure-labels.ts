import type { ChartOption, TrendView } from '@fabwright/charts';
import {
  dayIn,
  fabMonth,
  fabWeek,
  formatDate,
  formatMonth,
  formatNumber,
  formatWeek,
  formatYield,
  PRECISION,
  toPercent,
  type Locale,
} from '@fabwright/facts';

/**
 * What a figure may print with a digit in it, worked out from its figures and the one formatter, apart from the chart
 * builder that draws it: the closing check holds the drawn texts against this. They are not remembered as printed: a tick
 * of an axis must not stand in a sentence.
 */
export interface FigureLabels {
  /** Numbers and dates, to the letter. */
  readonly values: readonly string[];
  /** Names of the data, which a narrow place may cut short. */
  readonly names: readonly string[];
}

/** Limits and goals, ticks of both axes, the rules that were broken, and the lots pointed at. */
export function trendLabels(view: TrendView, option: ChartOption, locale: Locale): FigureLabels {
  const { limits, floor, target, points, events = [] } = view;
  const lines = [limits?.lower, limits?.mean, limits?.upper, floor, target];
  const rules = points.flatMap(({ alarms }) => alarms.map(({ rule }) => rule.replace(/^nelson-/, '')));
  return {
    values: [
      ...lines.filter(isNumber).map((value) => percent(value, PRECISION.yield, locale)),
      ...yieldTicks(option, locale),
      ...timeTicks(view, option, locale),
      ...rules,
    ],
    names: events.map(({ label }) => label),
  };
}

/** Values stand behind their bars, with their change beside them. */
export function paretoLabels(
  losses: readonly { readonly name: string; readonly loss: number; readonly change?: number | null | undefined }[],
  locale: Locale,
): FigureLabels {
  return {
    values: losses.map(({ loss, change }) => {
      const value = percent(loss, PRECISION.loss, locale);
      if (typeof change !== 'number') return value;
      return `${value}  ${formatNumber(toPercent(change), PRECISION.loss, locale, { signed: true })}`;
    }),
    names: losses.map(({ name }) => name),
  };
}

/** The ends of the scale of fail rates, fractions of 1. */
export function scaleLabels(ends: readonly number[], locale: Locale): FigureLabels {
  return { values: ends.map((end) => formatYield(end, locale, 0)), names: [] };
}

function percent(fraction: number, decimals: number, locale: Locale): string {
  return formatNumber(toPercent(fraction), decimals, locale);
}

/** Round yields from one end of the axis to the other. */
function yieldTicks(option: ChartOption, locale: Locale): string[] {
  const { min, max, interval } = axisOf(option, 'yAxis');
  if (!isNumber(min) || !isNumber(max) || !isNumber(interval) || interval <= 0) return [];
  const steps = Math.round((max - min) / interval);
  const ticks = [...Array.from({ length: steps + 1 }, (_, step) => min + step * interval), max];
  // in percent a step of 0.01 needs no decimals
  const decimals = Math.max(0, -Math.floor(Math.log10(interval * 100) + 1e-9));
  return ticks.map((tick) => percent(tick, decimals, locale));
}

/** Days and weeks of the fab, or its months. */
function timeTicks({ calendar, grouping }: TrendView, option: ChartOption, locale: Locale): string[] {
  const { axisLabel } = axisOf(option, 'xAxis');
  const ticks = isRecord(axisLabel) && Array.isArray(axisLabel['customValues']) ? axisLabel['customValues'] : [];
  return ticks.filter(isNumber).flatMap((tick) => {
    const at = new Date(tick);
    if (grouping === 'month') return [formatMonth(fabMonth(at, calendar), locale)];
    return [formatDate(dayIn(at, calendar.zone), locale, { year: false }), formatWeek(fabWeek(at, calendar))];
  });
}

function axisOf(option: ChartOption, name: 'xAxis' | 'yAxis'): Readonly<Record<string, unknown>> {
  const axis = option[name];
  return isRecord(axis) ? axis : {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}
