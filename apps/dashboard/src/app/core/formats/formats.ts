import { computed, inject, Injectable } from '@angular/core';
import {
  formatBytes,
  formatDateTime,
  formatDuration,
  formatNumber,
  formatPoints,
  formatQuantity,
  formatShare,
  formatWeekRange,
  formatYield,
  parseMonthKey,
  parseWeekKey,
  PRECISION,
  type CountUnit,
  type FabMonth,
} from '@fabwright/facts';
import { injectFabCalendar } from '../fab/fab-calendar.ts';
import { PersonalSettings } from '../settings/personal-settings.ts';

const NONE = '–';

/** The one formatter, in the person's language and the fab's time. Read inside a template or computed: it follows both. */
@Injectable({ providedIn: 'root' })
export class Formats {
  private readonly settings = inject(PersonalSettings);
  private readonly calendar = injectFabCalendar();
  readonly locale = computed(() => this.settings.language());

  /** A yield given as a fraction of 1; one decimal, two where the three yields stand side by side. */
  yield(fraction: number | null | undefined, precision: number = PRECISION.yield): string {
    return fraction === null || fraction === undefined ? NONE : formatYield(fraction, this.locale(), precision);
  }

  /** A loss given as a fraction of 1, in pp. */
  points(fraction: number | null | undefined, options: { signed?: boolean; precision?: number } = {}): string {
    if (fraction === null || fraction === undefined) return NONE;
    return formatPoints(fraction, this.locale(), options.precision ?? PRECISION.loss, {
      signed: options.signed ?? false,
    });
  }

  count(value: number, unit: CountUnit): string {
    return formatQuantity(value, unit, 0, this.locale());
  }

  number(value: number | null | undefined, precision = 0): string {
    return value === null || value === undefined ? NONE : formatNumber(value, precision, this.locale());
  }

  /** Names one after the other. */
  listed(names: readonly string[]): string {
    return names.join(this.locale() === 'zh-CN' ? '、' : ', ') || NONE;
  }

  bytes(value: number): string {
    return formatBytes(value, this.locale());
  }

  duration(milliseconds: number): string {
    return formatDuration(milliseconds, this.locale());
  }

  share(part: number, whole: number, unit: CountUnit): string {
    return formatShare(part, whole, unit, this.locale());
  }

  /** A period as the server names it, `2026-W42..2026-W49`, `2026-W47` or `2026-10`: `W42–W49 2026`, `October 2026`. */
  period(label: string): string {
    const month = parseMonthKey(label);
    if (month) return this.month(month);
    const [from, to] = label.split('..').map(parseWeekKey);
    if (!from) return label;
    const last = to ?? from;
    const weeks = formatWeekRange(from, last);
    return from.year === last.year ? `${weeks} ${last.year}` : weeks;
  }

  private month({ year, month }: FabMonth): string {
    const named = new Intl.DateTimeFormat(this.locale(), { month: 'long', year: 'numeric', timeZone: 'UTC' });
    return named.format(Date.UTC(year, month - 1, 1));
  }

  /** An instant by the fab's clock. */
  time(instant: string | null | undefined, withYear = true): string {
    if (!instant) return NONE;
    return formatDateTime(new Date(instant), this.calendar().zone, this.locale(), { year: withYear });
  }
}
