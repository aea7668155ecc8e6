import { computed, signal, type Signal } from '@angular/core';
import { queryResource, type ExcursionPageFragment, type ExcursionQuery } from '@fabwright/data-access';
import { ExcursionDocument } from '@fabwright/data-access/documents/excursions';
import { onChanges } from '../../core/live/live-changes.ts';

export type ExcursionAnswer =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'excursion'; readonly excursion: ExcursionPageFragment };

/** Changes this soon after an own act are its echo. */
const ECHO_MS = 4000;

/**
 * What the page of an excursion draws from. What others do is announced and read when the person says so; what the
 * person does is shown at once. Call it in an injection context.
 */
export function injectExcursion(excursionId: Signal<string>) {
  const query = queryResource(ExcursionDocument, () => ({ excursionId: excursionId() }));
  const outdated = signal(false);
  /** Counts up when evidence has to be read again. */
  const round = signal(0);
  let readAt = 0;
  const answer = computed(() => toAnswer(query.hasValue() ? query.value().excursion : null, query.error()));
  const excursion = computed(() => {
    const found = answer();
    return found.kind === 'excursion' ? found.excursion : null;
  });
  const reload = (): void => {
    readAt = Date.now();
    outdated.set(false);
    query.reload();
    round.update((count) => count + 1);
  };
  onChanges(
    ['excursions'],
    () => {
      if (Date.now() - readAt < ECHO_MS) reload();
      else outdated.set(true);
    },
    { ids: () => [excursionId()], connected: () => query.reload() },
  );
  return { answer, excursion, outdated: outdated.asReadonly(), round: round.asReadonly(), reload };
}

function toAnswer(found: ExcursionQuery['excursion'] | null, error: unknown): ExcursionAnswer {
  if (found?.__typename === 'Excursion') return { kind: 'excursion', excursion: found };
  if (found?.__typename === 'NotFound') return { kind: 'not-found' };
  if (found?.__typename === 'Forbidden') return { kind: 'forbidden' };
  return error === undefined ? { kind: 'loading' } : { kind: 'failed', error };
}
