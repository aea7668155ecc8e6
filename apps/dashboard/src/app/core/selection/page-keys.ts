import { DestroyRef, inject } from '@angular/core';
import { injectSay } from '../i18n/inject-say.ts';
import { KeyRegistry, type KeyBinding } from '../keys/key-registry.ts';

export type KeyHandler = (event: KeyboardEvent) => void;

/** What a page's key does in words of its own, where the usual ones (`keys.usual.…`) would not say it. */
export interface NamedKey {
  readonly run: KeyHandler;
  readonly does: () => string;
  readonly ready?: () => boolean;
}

/** Keys that mean the same on every page; the list of keys has words for them. */
export type UsualKey = 'j' | 'k' | 's' | 'b' | 'f' | 'c' | '/' | 'Escape';

/**
 * By `KeyboardEvent.key`, lower case for letters. A usual key needs only its handler, any other one says what it does:
 * `{ j: () => …, x: { run, does } }`.
 */
export type PageKeys<Key extends string> = {
  readonly [Each in Key]: Each extends UsualKey ? KeyHandler | NamedKey : NamedKey;
};

/**
 * Single keys of a page, as long as it lives; they stand in the list that `?` opens. Call it in an injection context.
 */
export function onPageKeys<Key extends string>(keys: PageKeys<Key>): void {
  const say = injectSay('keys.usual');
  const bindings = Object.entries<KeyHandler | NamedKey>(keys).map(([key, given]): KeyBinding => {
    if (typeof given !== 'function') return { key, group: 'page', ...given };
    return { key, group: 'page', run: given, does: () => say(key === '/' ? 'filter' : key) };
  });
  inject(DestroyRef).onDestroy(inject(KeyRegistry).register(bindings));
}
