import {
  dayIn,
  formatDate,
  formatDateRange,
  formatDateTime,
  formatNumber,
  formatPoints,
  formatQuantity,
  formatShare,
  formatYield,
  formatZoneOffset,
  PRECISION,
  toPercent,
  type CalendarDate,
  type CountUnit,
  type Locale,
} from '@fabwright/facts';
import type { FigureLabels } from '../figures/figure-labels.ts';

/** Said where there is no value. */
export const NO_VALUE = '–';

/**
 * Prints values of the data by the one formatter and remembers each text. The closing check lets through what is a
 * fact or was printed here, so a number that came from anywhere else stops the report.
 */
export class Printing {
  readonly #texts = new Set<string>();
  readonly #figures = new Map<string, FigureLabels>();

  constructor(
    readonly locale: Locale,
    /** IANA name of the fab's time zone. */
    readonly zone: string,
  ) {}

  /** Everything printed so far. */
  get texts(): ReadonlySet<string> {
    return this.#texts;
  }

  /** What each drawn figure may print. */
  get figures(): ReadonlyMap<string, FigureLabels> {
    return this.#figures;
  }

  /** A drawn figure with what it may print with a digit in it. */
  figure(svg: string, labels: FigureLabels): string {
    this.#figures.set(svg, labels);
    return svg;
  }

  /** A yield, given as a fraction of 1, as `92.13 %`. */
  yield(fraction: number | null | undefined, precision: number = PRECISION.yieldSideBySide): string {
    return this.#optional(fraction, (value) => formatYield(value, this.locale, precision));
  }

  /** The same digits as `yield`, without the unit, for a large figure and for a column headed by its unit. */
  yieldDigits(fraction: number | null | undefined, precision: number = PRECISION.yieldSideBySide): string {
    return this.#optional(fraction, (value) => formatNumber(toPercent(value), precision, this.locale));
  }

  /** A loss or difference, given as a fraction of 1, in percentage points. */
  points(fraction: number | null | undefined, precision: number = PRECISION.loss, signed = false): string {
    return this.#optional(fraction, (value) => formatPoints(value, this.locale, precision, { signed }));
  }

  pointsDigits(fraction: number | null | undefined, precision: number = PRECISION.loss, signed = false): string {
    return this.#optional(fraction, (value) => formatNumber(toPercent(value), precision, this.locale, { signed }));
  }

  /** `25 wafers`. */
  count(value: number, unit: CountUnit): string {
    return this.#keep(formatQuantity(value, unit, PRECISION.count, this.locale));
  }

  digits(value: number | null | undefined): string {
    return this.#optional(value, (number) => formatNumber(number, PRECISION.count, this.locale));
  }

  /** A number with decimals and no unit. */
  decimals(value: number | null | undefined, precision: number): string {
    return this.#optional(value, (number) => formatNumber(number, precision, this.locale));
  }

  /** `4 of 13 lots`. */
  share(part: number, whole: number, unit: CountUnit): string {
    return this.#keep(formatShare(part, whole, unit, this.locale));
  }

  date(at: Date | null | undefined): string {
    return this.#optional(at, (date) => formatDate(dayIn(date, this.zone), this.locale));
  }

  time(at: Date | null | undefined): string {
    return this.#optional(at, (date) => formatDateTime(date, this.zone, this.locale));
  }

  /** `16–22 Nov 2026`. */
  days(from: CalendarDate, to: CalendarDate): string {
    return this.#keep(formatDateRange(from, to, this.locale));
  }

  /** With how far the fab's clock is from UTC. */
  timeWithZone(at: Date): string {
    return this.#keep(`${formatDateTime(at, this.zone, this.locale)} ${formatZoneOffset(at, this.zone)}`);
  }

  /** A name or a person's words, exactly as the source has them. */
  asIs(text: string | null | undefined): string {
    return text === null || text === undefined || text.trim() === '' ? NO_VALUE : this.#keep(text);
  }

  #optional<T>(value: T | null | undefined, print: (value: T) => string): string {
    return value === null || value === undefined ? NO_VALUE : this.#keep(print(value));
  }

  #keep(text: string): string {
    this.#texts.add(text);
    return text;
  }
}
