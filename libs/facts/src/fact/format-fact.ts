import { formatDate } from '../calendar/format-time.ts';
import type { Locale } from '../locale.ts';
import { formatNumber } from '../number/format-number.ts';
import { formatProbability } from '../number/probability.ts';
import { formatQuantity, formatShare } from '../number/quantity.ts';
import type { FactDraft, FactInterval, QuantityFact } from './fact.ts';
import { formatPeriod } from './period.ts';

/**
 * How a fact is written. `full`: value and interval. `value`: without the interval. `magnitude`: without sign and
 * interval, beside a word that says the direction ("fell 1.8 pp"). `bare`: without the unit too, where the unit
 * stands once for two numbers ("from 0.79 to 2.53 pp"). The digits are the same in all of them.
 */
export type FactStyle = 'full' | 'value' | 'magnitude' | 'bare';

/** The one formatter of facts: screen, text, table and PDF all print what this returns. */
export function formatFact(fact: FactDraft, locale: Locale, style: FactStyle = 'full'): string {
  switch (fact.type) {
    case 'quantity':
      return formatQuantityFact(fact, locale, style);
    case 'share':
      return formatShare(fact.value, fact.of, fact.unit, locale);
    case 'name':
      return fact.text;
    case 'date':
      return formatDate(fact.date, locale);
    case 'period':
      return formatPeriod(fact.period, locale);
    case 'probability':
      return formatProbability(fact.value, locale);
  }
}

function formatQuantityFact(fact: QuantityFact, locale: Locale, style: FactStyle): string {
  const sign = { signed: fact.signed ?? false };
  if (style === 'bare') return formatNumber(Math.abs(fact.value), fact.precision, locale);
  if (style === 'magnitude') return formatQuantity(Math.abs(fact.value), fact.unit, fact.precision, locale);
  const value = formatQuantity(fact.value, fact.unit, fact.precision, locale, sign);
  if (style === 'value' || !fact.interval) return value;
  return `${value} ${formatInterval(fact, fact.interval, locale)}`;
}

/** `± 1.8` for an estimate in the middle of its interval; `[+0.21, +1.03]` for a change or a lopsided interval. */
function formatInterval(fact: QuantityFact, { low, high }: FactInterval, locale: Locale): string {
  const print = (value: number): string =>
    formatNumber(value, fact.precision, locale, { signed: fact.signed ?? false });
  const below = formatNumber(fact.value - low, fact.precision, locale);
  const above = formatNumber(high - fact.value, fact.precision, locale);
  return !fact.signed && below === above ? `± ${above}` : `[${print(low)}, ${print(high)}]`;
}

/** The interval of a fact by itself, for a table; null where it has none. */
export function formatFactInterval(fact: FactDraft, locale: Locale): string | null {
  return fact.type === 'quantity' && fact.interval ? formatInterval(fact, fact.interval, locale) : null;
}
