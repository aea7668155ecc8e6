import { formatMeasured, formatNumber, formatYield, toPercent, type Locale } from '@fabwright/facts';
import { decimalsOf } from '../scale/nice-scale.ts';
import type { MeasureView } from './explore-view.ts';

/** Four significant digits tell neighbouring lots apart without noise. */
const SIGNIFICANT = 4;

/** A value with its unit: `93.9 %`, `12.31 sccm`. */
export function measuredText(value: number, { isFraction, unit }: MeasureView, locale: Locale): string {
  return isFraction ? formatYield(value, locale) : formatMeasured(value, unit, significantDecimals(value), locale);
}

/** The number alone, for axes and line ends; `interval` is the step of the axis, in the values' own scale. */
export function axisText(value: number, { isFraction }: MeasureView, interval: number, locale: Locale): string {
  if (!isFraction) return formatNumber(value, decimalsOf(interval), locale);
  return formatNumber(toPercent(value), Math.max(0, decimalsOf(interval) - 2), locale);
}

/** The number of a line's end: one decimal of a per cent, or what the value needs. */
export function lineText(value: number, { isFraction }: MeasureView, locale: Locale): string {
  return isFraction
    ? formatNumber(toPercent(value), 1, locale)
    : formatNumber(value, significantDecimals(value), locale);
}

function significantDecimals(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return 0;
  return Math.max(0, Math.min(12, SIGNIFICANT - 1 - Math.floor(Math.log10(Math.abs(value)))));
}
