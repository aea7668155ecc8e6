import type * as ChartEngine from './chart-engine.ts';

/** ECharts. It is the largest part of the program, so a frame that will hold charts asks for it while it waits for data. */
export function loadChartEngine(): Promise<typeof ChartEngine> {
  return import('./chart-engine.ts');
}
