import {
  bitmapFile,
  diePixels,
  imageEdge,
  type ChartTheme,
  type PaintedSize,
  type WaferMapView,
  type WaferMarks,
} from '@fabwright/charts';

/** The dies of a map as an image file. */
export function imageOfDies(view: WaferMapView, theme: ChartTheme, size: PaintedSize): Blob {
  return new Blob([bitmapFile(diePixels(view, theme, size), imageEdge(size))], { type: 'image/bmp' });
}

/** Paints what the SVG shows onto a canvas, as sharp as the screen is. */
export function paintWafer(
  canvas: HTMLCanvasElement,
  view: WaferMapView,
  marks: WaferMarks,
  theme: ChartTheme,
  size: PaintedSize,
): void {
  const edge = imageEdge(size);
  canvas.width = edge;
  canvas.height = edge;
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.putImageData(new ImageData(diePixels(view, theme, size), edge, edge), 0, 0);
  const [left = 0, top = 0, extent = 1] = marks.viewBox.split(' ').map(Number);
  const scale = edge / extent;
  pen.setTransform(scale, 0, 0, scale, -left * scale, -top * scale);
  const px = size.density / scale;
  // the rim lies under the dies, which are there already
  pen.globalCompositeOperation = 'destination-over';
  stroke(pen, marks.rim, theme.colours['border-strong'], px);
  pen.globalCompositeOperation = 'source-over';
  if (marks.recovered) {
    pen.fillStyle = theme.colours['ink-3'];
    pen.fill(new Path2D(marks.recovered));
  }
  pen.lineCap = 'square';
  if (marks.selection) stroke(pen, marks.selection, theme.colours.accent, 1.5 * px);
}

function stroke(pen: CanvasRenderingContext2D, path: string, colour: string, width: number): void {
  pen.lineWidth = width;
  pen.strokeStyle = colour;
  pen.stroke(new Path2D(path));
}
