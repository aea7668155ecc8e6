import type { Locale } from '../locale.ts';
import { roundDecimal } from './decimal.ts';

/** U+2212: as wide as the plus, and never broken off its number as a hyphen is. */
export const MINUS = '−';

export interface NumberStyle {
  /** Print a plus before numbers above zero; a number that rounds to zero has no sign. */
  readonly signed?: boolean;
  /** Group thousands (default true). */
  readonly grouped?: boolean;
}

/** Group separators: both languages of the product use a comma every three digits (CLDR `en`, `zh`). */
const GROUP: Readonly<Record<Locale, string>> = { en: ',', 'zh-CN': ',' };

/**
 * A number with a fixed count of decimals. Does its own grouping and rounding, so that the same fact gives the same
 * bytes on every Node and browser. Throws a RangeError for a number that is not finite.
 */
export function formatNumber(value: number, decimals: number, locale: Locale, style: NumberStyle = {}): string {
  const { negative, whole, fraction } = roundDecimal(value, decimals);
  const grouped = style.grouped === false ? whole : whole.replace(/\B(?=(\d{3})+$)/g, GROUP[locale]);
  const body = fraction === '' ? grouped : `${grouped}.${fraction}`;
  if (negative) return MINUS + body;
  return style.signed && /[1-9]/.test(body) ? `+${body}` : body;
}
