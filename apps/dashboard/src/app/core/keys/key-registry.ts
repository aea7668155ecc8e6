import { DOCUMENT } from '@angular/common';
import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import { PersonalSettings } from '../settings/personal-settings.ts';

/** A key and what it does here. */
export interface KeyBinding {
  /** `KeyboardEvent.key`, lower case for letters; a key after another is written with a space: `g o`. */
  readonly key: string;
  readonly group: 'page' | 'everywhere' | 'go';
  /** Read when the list of keys is open, in the person's language. */
  readonly does: () => string;
  readonly run: (event: KeyboardEvent) => void;
  /** False while there is nothing on the page for it: the key then stays quiet and unlisted. */
  readonly ready?: () => boolean;
}

/** How long the second key of two may take. */
const SECOND_KEY_MS = 1500;

/**
 * Every key of the screen in one place: it listens, and it lists. What was registered last is asked first, so a page
 * overrides the frame. Keys keep quiet inside inputs, menus and dialogs, with a modifier, and, as far as they type a
 * character, when the person switched them off (WCAG 2.1.4).
 */
@Injectable({ providedIn: 'root' })
export class KeyRegistry {
  private readonly document = inject(DOCUMENT);
  private readonly settings = inject(PersonalSettings);
  private readonly registered = signal<readonly KeyBinding[]>([]);
  private first: { readonly key: string; readonly at: number } | null = null;

  constructor() {
    const listen = (event: KeyboardEvent): void => this.handle(event);
    this.document.addEventListener('keydown', listen);
    inject(DestroyRef).onDestroy(() => this.document.removeEventListener('keydown', listen));
  }

  /** Returns the way to take them back. */
  register(bindings: readonly KeyBinding[]): () => void {
    this.registered.update((others) => [...others, ...bindings]);
    return () => this.registered.update((all) => all.filter((binding) => !bindings.includes(binding)));
  }

  /** What works now, each key once, in the order of registration. */
  active(): readonly KeyBinding[] {
    const byKey = new Map<string, KeyBinding>();
    for (const binding of this.registered()) if (isReady(binding)) byKey.set(binding.key, binding);
    return [...byKey.values()];
  }

  private handle(event: KeyboardEvent): void {
    const character = event.key.length === 1;
    if (isTaken(event) || (character && !this.settings.singleKeys()) || this.isElsewhere(event)) return;
    const key = character ? event.key.toLowerCase() : event.key;
    const binding = this.second(key, event.timeStamp) ?? this.find(key);
    if (binding) {
      event.preventDefault();
      binding.run(event);
    } else if (this.registered().some((known) => known.key.startsWith(`${key} `))) {
      this.first = { key, at: event.timeStamp };
    }
  }

  /** The second of two keys, when its first was pressed just before. */
  private second(key: string, at: number): KeyBinding | undefined {
    const first = this.first;
    this.first = null;
    if (!first || at - first.at > SECOND_KEY_MS) return undefined;
    return this.find(`${first.key} ${key}`);
  }

  private find(key: string): KeyBinding | undefined {
    return this.registered().findLast((binding) => binding.key === key && isReady(binding));
  }

  /** The key belongs to what has the focus, or to what lies over the page. */
  private isElsewhere({ target }: KeyboardEvent): boolean {
    if (this.document.querySelector('[role="dialog"], .cdk-overlay-backdrop, .cdk-menu')) return true;
    return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
  }
}

function isReady({ ready }: KeyBinding): boolean {
  return ready?.() ?? true;
}

/** Somebody answered it already, or it belongs to an input method, the browser or the system. */
function isTaken({ defaultPrevented, isComposing, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return defaultPrevented || isComposing || ctrlKey || metaKey || altKey;
}
