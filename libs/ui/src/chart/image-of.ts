import type { Pixels } from '@fabwright/charts';

/** Pixels as something that a chart on a canvas can draw. */
export function imageOf({ width, height, data }: Pixels): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
  return canvas;
}
