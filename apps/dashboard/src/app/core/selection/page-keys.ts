import { DOCUMENT } from '@angular/common';
import { DestroyRef, inject } from '@angular/core';

/** Handlers by `KeyboardEvent.key`, lower case for letters: `{ j: () => … }`. */
export type PageKeys = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/**
 * Single keys of a page. They keep quiet inside inputs, menus and dialogs, and with a modifier.
 * Call it in an injection context.
 */
export function onPageKeys(keys: PageKeys): void {
  const document = inject(DOCUMENT);
  const listen = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event, document))
      return;
    const handler = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!handler) return;
    event.preventDefault();
    handler(event);
  };
  document.addEventListener('keydown', listen);
  inject(DestroyRef).onDestroy(() => document.removeEventListener('keydown', listen));
}

/** The key belongs to what has the focus, or to what lies over the page. */
function isElsewhere(event: KeyboardEvent, document: Document): boolean {
  if (document.querySelector('[role="dialog"], .cdk-overlay-backdrop')) return true;
  return event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]') !== null;
}
