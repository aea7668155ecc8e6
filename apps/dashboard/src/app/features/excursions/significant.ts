import { formatNumber, type Locale } from '@fabwright/facts';

const DIGITS = 3;
const MOST_DECIMALS = 6;

/** A measured value whose natural precision is not known: three significant digits. */
export function significant(value: number, locale: Locale): string {
  if (value === 0) return formatNumber(0, 0, locale);
  const magnitude = Math.floor(Math.log10(Math.abs(value)));
  return formatNumber(value, Math.max(0, Math.min(MOST_DECIMALS, DIGITS - 1 - magnitude)), locale);
}
