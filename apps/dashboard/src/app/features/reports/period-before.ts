import type { ReportKindFragment } from '@fabwright/data-access';

/** The period before one, of those that lie behind; null for one that is too far back. */
export function periodBefore(kinds: readonly ReportKindFragment[], kind: string, period: string): string | null {
  const periods = kinds.find((one) => one.kind === kind)?.periods ?? [];
  const at = periods.indexOf(period);
  return at < 0 ? null : (periods[at + 1] ?? null);
}
