import { signal, type Signal } from '@angular/core';
import { onChanges } from './live-changes.ts';

/** A change so soon after reading is the echo of what the person just did, or the rest of one arrival. */
const ECHO_MS = 4000;

/**
 * Whether what is shown has been overtaken: pages about one thing say so in a quiet bar and wait for the person.
 * Right after reading they read once more instead. Call it in an injection context.
 */
export function injectOutdated(
  ids: () => readonly string[],
  read: () => void,
): { outdated: Signal<boolean>; reload: () => void } {
  const outdated = signal(false);
  let readAt = 0;
  onChanges(
    ['lots'],
    () => {
      if (Date.now() - readAt < ECHO_MS) read();
      else outdated.set(true);
    },
    { ids, connected: read },
  );
  const reload = (): void => {
    readAt = Date.now();
    outdated.set(false);
    read();
  };
  return { outdated: outdated.asReadonly(), reload };
}
