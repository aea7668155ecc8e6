import { InjectionToken, signal, type Signal } from '@angular/core';
import type { Locale } from '@fabwright/facts';

/** What components need to know of the person. The application provides it. */
export interface UiPreferences {
  readonly theme: Signal<'light' | 'dark'>;
  readonly language: Signal<Locale>;
  /** Keys that type a character work outside inputs; absent = they do. */
  readonly singleKeys?: Signal<boolean>;
  /** Lines that every exported table carries: as-of, and the link to the view with its filters. */
  readonly exportNotes?: () => readonly string[];
}

export const UI_PREFERENCES = new InjectionToken<UiPreferences>('UI_PREFERENCES', {
  factory: () => ({ theme: signal<'light' | 'dark'>('light'), language: signal<Locale>('en') }),
});
