import { computed, inject, InjectionToken, signal, type Signal } from '@angular/core';
import { chartTheme, type ChartTheme } from '@fabwright/charts';
import type { Locale } from '@fabwright/facts';

/** What components need to know of the person. The application provides it. */
export interface UiPreferences {
  readonly theme: Signal<'light' | 'dark'>;
  readonly language: Signal<Locale>;
}

export const UI_PREFERENCES = new InjectionToken<UiPreferences>('UI_PREFERENCES', {
  factory: () => ({ theme: signal<'light' | 'dark'>('light'), language: signal<Locale>('en') }),
});

/** The chart theme in effect; call in an injection context. */
export function injectChartTheme(): Signal<ChartTheme> {
  const { theme } = inject(UI_PREFERENCES);
  return computed(() => chartTheme(theme()));
}
