import { computed, inject, type Signal } from '@angular/core';
import { chartTheme, type ChartTheme } from '@fabwright/charts';
import { UI_PREFERENCES } from '../preferences.ts';

/** The chart theme in effect; call in an injection context. */
export function injectChartTheme(): Signal<ChartTheme> {
  const { theme } = inject(UI_PREFERENCES);
  return computed(() => chartTheme(theme()));
}
