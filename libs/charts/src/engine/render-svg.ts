import * as echarts from 'echarts/core';
import type { ChartOption } from '../theme/chart-furniture.ts';
import { textWidth } from './text-width.ts';

export interface SvgSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Draws an option as an SVG document without a browser. The result still holds ECharts' class names and halos:
 * `svgForPdf` makes it ready for paper.
 */
export function renderSvg(option: ChartOption, { width, height }: SvgSize): string {
  // without a canvas ECharts guesses widths by a rule of thumb, and labels run over the edge
  echarts.setPlatformAPI({ measureText: (text, font) => ({ width: textWidth(text, font) }) });
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ ...option, animation: false });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
