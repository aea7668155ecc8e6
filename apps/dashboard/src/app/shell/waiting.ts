import { computed, inject, type Signal } from '@angular/core';
import { queryResource } from '@fabwright/data-access';
import { WaitingDocument } from '@fabwright/data-access/documents/shell';
import { onChanges } from '../core/live/live-changes.ts';
import { SessionStore } from '../core/session/session.store.ts';

/**
 * How many excursions wait for somebody to acknowledge them. Nothing for people who may not: a count stands only where
 * its reader can act. Call it in an injection context.
 */
export function injectWaiting(): Signal<number> {
  const session = inject(SessionStore);
  const counts = queryResource(WaitingDocument, () => (session.may('excursions:write') ? {} : undefined));
  onChanges(['excursions'], () => counts.reload());
  return computed(() => (counts.hasValue() ? counts.value().excursionCounts.waiting : 0));
}
