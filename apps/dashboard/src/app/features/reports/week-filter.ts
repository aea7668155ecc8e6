import type { YieldFilter } from '@fabwright/data-access';
import { addWeeks, parseWeekKey, weekRange, type FabCalendar } from '@fabwright/facts';

/** As the week report gathers: the week, and those before it that it is compared with. */
const WEEKS_BEFORE = 8;

/** What a week report asks the overview; null for a period that is no week. */
export function weekFilter(
  { productId, insertion }: { readonly productId: string; readonly insertion: string | null },
  period: string,
  calendar: FabCalendar,
): YieldFilter | null {
  const week = parseWeekKey(period);
  if (!week) return null;
  return {
    ...{ productId, insertion },
    from: weekRange(addWeeks(week, -WEEKS_BEFORE, calendar.weekStart), calendar).from.toISOString(),
    to: weekRange(week, calendar).to.toISOString(),
  };
}
