import { chartTheme, type ChartOption } from '@fabwright/charts';
import type { ChartBuilder } from './chart.ts';
import type * as ChartEngine from './chart-engine.ts';
import { loadChartEngine } from './load-chart-engine.ts';

type Engine = typeof ChartEngine;

interface SizePx {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Pixels of the image per pixel of the screen. */
const PNG_SCALE = 2;

/** The chart as a file: always in the light theme, for it leaves the screen. PNG at twice the size. */
export async function exportChart(build: ChartBuilder, size: SizePx, format: 'svg' | 'png'): Promise<Blob> {
  const engine = await loadChartEngine();
  const option = build(chartTheme('light'), size);
  if (format === 'png') return pngOf(engine, option, size);
  const drawing = engine.renderSvg(option, { width: size.widthPx, height: size.heightPx }, 'browser');
  return new Blob([drawing], { type: 'image/svg+xml' });
}

async function pngOf(engine: Engine, option: ChartOption, { widthPx, heightPx }: SizePx): Promise<Blob> {
  const chart = engine.echarts.init(document.createElement('div'), null, {
    renderer: 'canvas',
    width: widthPx,
    height: heightPx,
    devicePixelRatio: PNG_SCALE,
  });
  try {
    chart.setOption({ ...option, backgroundColor: chartTheme('light').colours.surface, animation: false });
    const canvas = chart.renderToCanvas({ pixelRatio: PNG_SCALE });
    return await new Promise<Blob>((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The browser made no image'))), 'image/png'),
    );
  } finally {
    chart.dispose();
  }
}
