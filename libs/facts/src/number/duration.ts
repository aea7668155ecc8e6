import type { Locale } from '../locale.ts';
import { formatNumber } from './format-number.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * A length of time given in milliseconds, two units at most: `850 ms`, `1.2 s`, `3 min 20 s`, `2 h 5 min`, `3 d 4 h`.
 * The unit symbols are the same in both languages. Throws a RangeError below 0 or when not finite.
 */
export function formatDuration(milliseconds: number, locale: Locale): string {
  if (!(milliseconds >= 0 && Number.isFinite(milliseconds))) {
    throw new RangeError(`A duration is 0 ms or more, got ${milliseconds}.`);
  }
  const whole = Math.round(milliseconds);
  if (whole < 1000) return `${whole} ms`;
  if (whole < 9950) return `${formatNumber(milliseconds / 1000, 1, locale)} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < MINUTE) return `${seconds} s`;
  if (seconds < HOUR) return pair(seconds, MINUTE, 'min', 1, 's', locale);
  const minutes = Math.round(seconds / MINUTE) * MINUTE;
  if (minutes < DAY) return pair(minutes, HOUR, 'h', MINUTE, 'min', locale);
  return pair(Math.round(seconds / HOUR) * HOUR, DAY, 'd', HOUR, 'h', locale);
}

function pair(
  seconds: number,
  large: number,
  largeUnit: string,
  small: number,
  smallUnit: string,
  locale: Locale,
): string {
  const many = Math.floor(seconds / large);
  const rest = Math.floor((seconds - many * large) / small);
  const head = `${formatNumber(many, 0, locale)} ${largeUnit}`;
  return rest === 0 ? head : `${head} ${rest} ${smallUnit}`;
}

const BYTE_UNITS = ['kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** A size in bytes in decimal units, one decimal from kB on: `812 B`, `1.6 MB`. Throws a RangeError below 0. */
export function formatBytes(bytes: number, locale: Locale): string {
  if (!(bytes >= 0 && Number.isFinite(bytes))) throw new RangeError(`A size is 0 bytes or more, got ${bytes}.`);
  if (bytes < 1000) return `${formatNumber(bytes, 0, locale)} B`;
  let value = bytes / 1000;
  let step = 0;
  while (value >= 999.95 && step < BYTE_UNITS.length - 1) {
    value /= 1000;
    step += 1;
  }
  return `${formatNumber(value, 1, locale)} ${BYTE_UNITS[step] ?? 'PB'}`;
}
