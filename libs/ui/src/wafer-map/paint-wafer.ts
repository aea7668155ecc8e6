import type { ChartTheme, WaferDrawing } from '@fabwright/charts';

/** Paints the same paths as the SVG onto a canvas, sharp on dense screens. */
export function paintWafer(canvas: HTMLCanvasElement, drawing: WaferDrawing, theme: ChartTheme, size: number): void {
  const density = globalThis.devicePixelRatio || 1;
  canvas.width = size * density;
  canvas.height = size * density;
  const pen = canvas.getContext('2d');
  if (!pen) return;
  const [left = 0, top = 0, extent = 1] = drawing.viewBox.split(' ').map(Number);
  const scale = (size * density) / extent;
  pen.setTransform(scale, 0, 0, scale, -left * scale, -top * scale);
  for (const { token, path } of drawing.colours) {
    pen.fillStyle = theme.colours[token];
    pen.fill(new Path2D(path));
  }
  pen.lineWidth = 1 / (scale / density);
  pen.strokeStyle = theme.colours['border-strong'];
  pen.stroke(new Path2D(drawing.rim));
  if (drawing.selection) {
    pen.lineWidth *= 1.5;
    pen.strokeStyle = theme.colours.accent;
    pen.stroke(new Path2D(drawing.selection));
  }
}
