import type { Locale } from '../locale.ts';
import { magnitudeOf, roundDecimal } from './decimal.ts';
import { formatNumber } from './format-number.ts';

/** A permutation test of 10,000 rounds cannot say less. */
const FLOOR = 1e-4;

/**
 * A p-value with its sign of comparison, two significant digits: `p = 0.013`, and `p < 10⁻⁴` below the floor.
 * Throws a RangeError outside [0, 1].
 */
export function formatProbability(p: number, locale: Locale): string {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`A probability lies in [0, 1], got ${p}.`);
  if (p < FLOOR) return 'p < 10⁻⁴';
  const digits = Math.max(1, 1 - magnitudeOf(p));
  const { whole, fraction } = roundDecimal(p, digits);
  const rounded = Number(`${whole}.${fraction}`);
  return `p = ${formatNumber(p, Math.max(1, 1 - magnitudeOf(rounded)), locale)}`;
}
