/** What somebody typed as a yield in per cent. */
export type PercentReading =
  | { readonly kind: 'none' }
  | { readonly kind: 'fraction'; readonly value: number }
  | { readonly kind: 'not-a-number' }
  | { readonly kind: 'out-of-range' };

const NUMBER = /^\d+(?:[.,]\d+)?$/;
/** Digits behind the point that a target keeps: hundredths of a per cent. */
const DIGITS = 2;

/** "94.5", "94,5 %" and nothing at all; per cent, given back as a fraction of 1. */
export function readPercent(text: string): PercentReading {
  const typed = text.trim().replace(/\s*[%％]$/, '');
  if (typed === '') return { kind: 'none' };
  if (!NUMBER.test(typed)) return { kind: /^-\d/.test(typed) ? 'out-of-range' : 'not-a-number' };
  const percent = Number(typed.replace(',', '.'));
  if (percent > 100) return { kind: 'out-of-range' };
  // rounded as a decimal: 94.1 / 100 alone gives 0.9409999…
  return { kind: 'fraction', value: Number((percent / 100).toFixed(DIGITS + 2)) };
}

/** A fraction as it is typed: per cent, without digits that say nothing. */
export function percentText(fraction: number | null): string {
  return fraction === null ? '' : String(Number((fraction * 100).toFixed(DIGITS)));
}

/** A fraction, null for "none set", undefined for what can't be sent. */
export function fractionOf(reading: PercentReading): number | null | undefined {
  if (reading.kind === 'none') return null;
  return reading.kind === 'fraction' ? reading.value : undefined;
}
