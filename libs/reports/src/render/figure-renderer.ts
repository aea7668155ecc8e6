import { PdfmakeRenderer, PdfmakeSvgSizes, type PdfDocument, type PlacedSvg, type SvgSizes } from './pdfmake-parts.ts';
import { pathOperators, splitPlainPaths, type PlainPath, type SplitSvg } from './plain-paths.ts';

const ROOT_WITH_VIEW_BOX = /^<svg\b[^>]* viewBox="[^"]*"[^>]*>/;
const SIZE = / (?:width|height)="[^"]*"/g;

/** Gives a figure its size in its first tag; pdfmake's own way reads and writes all of it. */
export class FigureSizes extends PdfmakeSvgSizes implements SvgSizes {
  override writeDimensions(svg: string, size: { readonly width: number; readonly height: number }): string {
    const [root] = ROOT_WITH_VIEW_BOX.exec(svg) ?? [];
    if (root === undefined) return super.writeDimensions(svg, size);
    const sized = root.replaceAll(SIZE, '').replace('<svg', `<svg width="${size.width}" height="${size.height}"`);
    return sized + svg.slice(root.length);
  }
}

/**
 * Draws pages. Wafer maps are thousands of rectangles, of which pdfmake's reader of SVG makes objects, shapes and
 * segments before it draws them. Here they go to the page as they are.
 */
export class FigureRenderer extends PdfmakeRenderer {
  readonly #document: PdfDocument;

  constructor(document: PdfDocument) {
    super(document);
    this.#document = document;
  }

  override renderSVG(figure: PlacedSvg): void {
    const split = splitPlainPaths(figure.svg);
    if (!split) return super.renderSVG(figure);
    this.#drawPaths(split, figure);
    if (split.rest !== null) super.renderSVG({ ...figure, svg: split.rest });
  }

  /** Fits the view box into its place as SVG does: as large as it goes, in the middle, cut off at the edge. */
  #drawPaths({ viewBox, paths }: SplitSvg, { x, y, _width, _height }: PlacedSvg): void {
    const [left, top, width, height] = viewBox;
    const scale = Math.min(_width / width, _height / height);
    const document = this.#document.save().rect(x, y, _width, _height).clip();
    document.transform(
      ...([scale, 0, 0, scale] as const),
      x + (_width - width * scale) / 2 - left * scale,
      y + (_height - height * scale) / 2 - top * scale,
    );
    document.lineCap('butt').lineJoin('miter').undash();
    for (const path of paths) this.#draw(path);
    document.restore();
  }

  #draw({ d, fill, stroke, strokeWidth }: PlainPath): void {
    const document = this.#document;
    if (fill === null && stroke === null) return;
    if (fill !== null) document.fillColor(fill, 1);
    if (stroke !== null) document.strokeColor(stroke, 1).lineWidth(strokeWidth);
    const operators = pathOperators(d);
    if (operators === null) document.path(d);
    else document.addContent(operators);
    if (fill === null) document.stroke();
    else if (stroke === null) document.fill();
    else document.fillAndStroke();
  }
}
