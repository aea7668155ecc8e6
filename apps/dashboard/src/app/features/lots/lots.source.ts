import { computed, inject, signal, type Signal } from '@angular/core';
import { queryResource, type LotsQuery, type LotsQueryVariables } from '@fabwright/data-access';
import { LotsDocument } from '@fabwright/data-access/documents/lots';
import { Apollo } from 'apollo-angular';
import { firstValueFrom } from 'rxjs';
import { onChanges } from '../../core/live/live-changes.ts';

export type LotsPageData = LotsQuery['lots'];
export type LotRow = LotsPageData['rows'][number];

/** What arrived since the page was read: shown as a quiet bar, taken over when the person says so. */
export interface Waiting {
  readonly newLots: number;
  readonly data: LotsQuery;
}

export interface LotsSource {
  readonly page: Signal<LotsPageData | null>;
  readonly loading: Signal<boolean>;
  readonly error: Signal<unknown>;
  readonly waiting: Signal<Waiting | null>;
  readonly takeWaiting: () => void;
  readonly retry: () => void;
}

/**
 * One page of lots that never moves by itself: a change on the server is read aside and offered.
 * An empty page takes what comes at once. Call it in an injection context.
 */
export function injectLots(variables: () => LotsQueryVariables): LotsSource {
  const apollo = inject(Apollo);
  const resource = queryResource(LotsDocument, variables);
  const shown = computed(() => (resource.hasValue() ? resource.value() : null));
  const aside = signal<{ for: LotsQueryVariables; data: LotsQuery } | null>(null);
  const asked = computed(variables);

  const waiting = computed<Waiting | null>(() => {
    const [current, next] = [shown(), aside()];
    // what was read for other filters is of no use any more
    return current && next?.for === asked() ? compare(current, next.data) : null;
  });
  const takeWaiting = (): void => {
    const next = waiting();
    if (next) resource.set(next.data);
    aside.set(null);
  };
  const lookAside = async (): Promise<void> => {
    const question = asked();
    const data = await readAside(apollo, question);
    if (!data) return;
    aside.set({ for: question, data });
    if (shown()?.lots.rows.length === 0) takeWaiting();
  };
  onChanges(['lots'], () => void lookAside());
  return {
    page: computed(() => shown()?.lots ?? null),
    loading: resource.isLoading,
    error: resource.error,
    waiting,
    takeWaiting,
    retry: () => void resource.reload(),
  };
}

async function readAside(apollo: Apollo, variables: LotsQueryVariables): Promise<LotsQuery | null> {
  try {
    const answer = apollo.query({ query: LotsDocument, variables, fetchPolicy: 'network-only' });
    return (await firstValueFrom(answer)).data ?? null;
  } catch {
    // the list stays as it is; the next change asks again
    return null;
  }
}

/** Null when nothing that the page shows has changed. */
export function compare(current: LotsQuery, next: LotsQuery): Waiting | null {
  const newLots = Math.max(0, next.lots.total - current.lots.total);
  return newLots > 0 || JSON.stringify(next.lots.rows) !== JSON.stringify(current.lots.rows)
    ? { newLots, data: next }
    : null;
}
