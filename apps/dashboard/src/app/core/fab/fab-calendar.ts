import { computed, inject, type Signal } from '@angular/core';
import type { FabCalendar } from '@fabwright/facts';
import { SessionStore } from '../session/session.store.ts';

const WEEK_DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** How the signed-in person's fab counts days and weeks. Call it in an injection context. */
export function injectFabCalendar(): Signal<FabCalendar> {
  const { session } = inject(SessionStore);
  return computed(() => {
    const weekStart = WEEK_DAYS.indexOf(session()?.weekStart ?? '') + 1;
    return { zone: session()?.fabTimeZone ?? 'UTC', weekStart: weekStart || 1 };
  });
}
