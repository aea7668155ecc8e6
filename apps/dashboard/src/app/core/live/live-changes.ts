import { DestroyRef, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { SocketConnections } from '@fabwright/data-access';
import { ChangedDocument } from '@fabwright/data-access/documents/live';
import { Apollo } from 'apollo-angular';
import { auditTime, filter, map, retry } from 'rxjs';

/** Bursts of changes (a week of history arriving) lead to one refetch in this time. */
const QUIET_MS = 1500;
const RECONNECT_MS = 5000;

export interface LiveOptions {
  /** Only changes that name one of these ids matter; none = all. */
  readonly ids?: () => readonly string[];
  /** Called instead of `refetch` when the socket connects: nobody knows whether anything changed. */
  readonly connected?: () => void;
}

/**
 * Calls `refetch` when the server says that something under the person's eyes changed, and when the socket connects: what
 * changed between the screen's answer and that moment was told to nobody. The server sends ids only; the data come by
 * the screen's own query. Call it in an injection context.
 */
export function onChanges(topics: readonly string[], refetch: () => void, options: LiveOptions = {}): void {
  const destroyed = inject(DestroyRef);
  inject(SocketConnections)
    .made.pipe(auditTime(QUIET_MS), takeUntilDestroyed(destroyed))
    .subscribe(options.connected ?? refetch);
  inject(Apollo)
    .subscribe({ query: ChangedDocument, variables: { topics: [...topics] } })
    .pipe(
      map(({ data }) => data?.changed),
      filter((change) => change !== undefined && concerns(change.ids, options.ids?.())),
      auditTime(QUIET_MS),
      retry({ delay: RECONNECT_MS }),
      takeUntilDestroyed(destroyed),
    )
    .subscribe(refetch);
}

function concerns(changed: readonly string[], wanted: readonly string[] | undefined): boolean {
  // an empty list of ids means "many": the server does not name thousands
  return !wanted || wanted.length === 0 || changed.length === 0 || changed.some((id) => wanted.includes(id));
}
