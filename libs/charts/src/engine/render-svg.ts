import * as echarts from 'echarts/core';
import type { ChartOption } from '../theme/chart-furniture.ts';
import { textWidth } from './text-width.ts';

export interface SvgSize {
  readonly width: number;
  readonly height: number;
}

/** Where text widths come from: Inter's own table, the same on every server, or the browser that draws. */
export type TextMetrics = 'inter' | 'browser';

/**
 * Draws an option as an SVG document. The result still holds ECharts' class names and halos: `svgForPdf` makes it
 * ready for paper.
 */
export function renderSvg(option: ChartOption, { width, height }: SvgSize, metrics: TextMetrics = 'inter'): string {
  // without a canvas ECharts guesses widths by a rule of thumb, and labels run over the edge
  if (metrics === 'inter') echarts.setPlatformAPI({ measureText: (text, font) => ({ width: textWidth(text, font) }) });
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ ...option, animation: false });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
