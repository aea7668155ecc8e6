import { DOCUMENT } from '@angular/common';
import { DestroyRef, inject } from '@angular/core';
import { Router } from '@angular/router';
import { CopyLink } from '../../core/keys/copy-link.ts';
import { KeyRegistry, type KeyBinding } from '../../core/keys/key-registry.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { SessionStore } from '../../core/session/session.store.ts';
import { NAVIGATION } from '../navigation.ts';
import { KeyList } from './key-list.ts';

/** Where the eye begins to narrow a page down. */
const FILTER = 'main fw-page-header input[type="search"], main fw-page-header fw-filter-chip button';
/** The row in the tab order of the page's first list that opens something. */
const ROW = 'main fw-data-table tbody tr[tabindex="0"]';

/** The keys that every page has, and those that its entry in the navigation names. Call it in an injection context. */
export function registerShellKeys(): void {
  const document = inject(DOCUMENT);
  const link = inject(CopyLink);
  const list = inject(KeyList);
  const say = injectSay('keys');
  const find = (selector: string): HTMLElement | null => document.querySelector<HTMLElement>(selector);
  const focusing = (key: string, word: string, selector: string): KeyBinding => ({
    key,
    group: key === '/' ? 'everywhere' : 'page',
    does: () => say(`usual.${word}`),
    ready: () => find(selector) !== null,
    run: () => find(selector)?.focus(),
  });
  const bindings: KeyBinding[] = [
    focusing('j', 'j', ROW),
    focusing('k', 'k', ROW),
    focusing('/', 'filter', FILTER),
    { key: 'c', group: 'everywhere', does: () => say('usual.c'), run: () => void link.copy() },
    { key: '?', group: 'everywhere', does: () => say('open'), run: () => void list.open() },
    ...navigationKeys(),
  ];
  inject(DestroyRef).onDestroy(inject(KeyRegistry).register(bindings));
}

function navigationKeys(): KeyBinding[] {
  const router = inject(Router);
  const session = inject(SessionStore);
  const say = injectSay('shell.nav');
  return NAVIGATION.flatMap(({ entries }) => entries).flatMap(({ key, label, path, permission }) =>
    key === undefined
      ? []
      : [
          {
            key: `g ${key}`,
            group: 'go' as const,
            does: () => say(label.replace('shell.nav.', '')),
            ready: () => permission === undefined || session.may(permission),
            run: () => void router.navigateByUrl(path),
          },
        ],
  );
}
