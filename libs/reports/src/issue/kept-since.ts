import type { FabConfig } from '@fabwright/platform';

const DAY_MS = 86_400_000;

/** The files of issues that were finished before this are not kept any more. */
export function keptSince({ delivery }: Pick<FabConfig, 'delivery'>, now: number = Date.now()): Date {
  return new Date(now - delivery.reportDays * DAY_MS);
}
