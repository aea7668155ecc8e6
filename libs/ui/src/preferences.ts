import { InjectionToken, signal, type Signal } from '@angular/core';
import type { Locale } from '@fabwright/facts';

/** What components need to know of the person. The application provides it. */
export interface UiPreferences {
  readonly theme: Signal<'light' | 'dark'>;
  readonly language: Signal<Locale>;
}

export const UI_PREFERENCES = new InjectionToken<UiPreferences>('UI_PREFERENCES', {
  factory: () => ({ theme: signal<'light' | 'dark'>('light'), language: signal<Locale>('en') }),
});
