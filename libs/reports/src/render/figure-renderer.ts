import type { Matrix, Paint } from './drawn-attributes.ts';
import { readDrawnFigure, type DrawnFigure, type DrawnPart, type DrawnPath, type DrawnText } from './drawn-figure.ts';
import { pathOperators } from './path-operators.ts';
import { PdfmakeRenderer, PdfmakeSvgSizes, type PdfDocument, type PlacedSvg, type SvgSizes } from './pdfmake-parts.ts';

const ROOT_WITH_VIEW_BOX = /^<svg\b[^>]* viewBox="[^"]*"[^>]*>/;
const SIZE = / (?:width|height)="[^"]*"/g;

/** Sizes stand in a figure's first tag; pdfmake's own way reads and writes all of it. */
export class FigureSizes extends PdfmakeSvgSizes implements SvgSizes {
  override measureSVG(svg: string): ReturnType<SvgSizes['measureSVG']> {
    const [root] = ROOT_WITH_VIEW_BOX.exec(svg) ?? [];
    return super.measureSVG(root === undefined ? svg : `${root}</svg>`);
  }

  override writeDimensions(svg: string, size: { readonly width: number; readonly height: number }): string {
    const [root] = ROOT_WITH_VIEW_BOX.exec(svg) ?? [];
    if (root === undefined) return super.writeDimensions(svg, size);
    const sized = root.replaceAll(SIZE, '').replace('<svg', `<svg width="${size.width}" height="${size.height}"`);
    return sized + svg.slice(root.length);
  }
}

/**
 * Draws pages. Charts and wafer maps are thousands of shapes, of which pdfmake's reader of SVG makes objects and segments
 * before it draws them. Here they go to the page as they are; a figure with anything unforeseen is left to pdfmake.
 */
export class FigureRenderer extends PdfmakeRenderer {
  readonly #document: PdfDocument;

  constructor(document: PdfDocument) {
    super(document);
    this.#document = document;
  }

  override renderSVG(figure: PlacedSvg): void {
    const drawn = readDrawnFigure(figure.svg);
    if (drawn === null) super.renderSVG(figure);
    else this.#place(drawn, figure);
  }

  /** Fits the view box into its place as SVG does: as large as it goes, in the middle, cut off at the edge. */
  #place({ viewBox, parts }: DrawnFigure, { x, y, _width, _height }: PlacedSvg): void {
    const [left, top, width, height] = viewBox;
    const scale = Math.min(_width / width, _height / height);
    const document = this.#document.save().rect(x, y, _width, _height).clip();
    document.transform(
      ...([scale, 0, 0, scale] as const),
      x + (_width - width * scale) / 2 - left * scale,
      y + (_height - height * scale) / 2 - top * scale,
    );
    for (const part of parts) this.#draw(part);
    document.restore();
  }

  #draw(part: DrawnPart): void {
    const document = this.#document;
    if (part.kind === 'clip') {
      document.save();
      this.#outline(part.d);
      document.clip();
    } else if (part.kind === 'unclip') document.restore();
    else if (part.paint.fill !== null || part.paint.stroke !== null) this.#within(part.place, () => this.#paint(part));
  }

  #within(place: Matrix | null, draw: () => void): void {
    if (place === null) return draw();
    this.#document.save().transform(...place);
    draw();
    this.#document.restore();
  }

  #paint(part: DrawnPath | DrawnText): void {
    this.#set(part.paint);
    if (part.kind === 'text') return this.#write(part);
    this.#outline(part.d);
    const { fill, stroke } = part.paint;
    if (fill === null) this.#document.stroke();
    else if (stroke === null) this.#document.fill();
    else this.#document.fillAndStroke();
  }

  #set({ fill, fillOpacity, stroke, strokeOpacity, strokeWidth, dash, cap, join }: Paint): void {
    const document = this.#document;
    if (fill !== null) document.fillColor(fill, fillOpacity);
    if (stroke === null) return;
    document.strokeColor(stroke, strokeOpacity).lineWidth(strokeWidth).lineCap(cap).lineJoin(join);
    if (dash === null) document.undash();
    else document.dash(dash);
  }

  #outline(d: string): void {
    const operators = pathOperators(d);
    if (operators === null) this.#document.path(d);
    else this.#document.addContent(operators);
  }

  #write({ text, x, y, style, paint }: DrawnText): void {
    const document = this.#document;
    document.font(style.fontFile).fontSize(style.size);
    document.text(text, x - style.anchor * document.widthOfString(text), y, {
      lineBreak: false,
      baseline: style.baseline,
      fill: paint.fill !== null,
      stroke: paint.stroke !== null,
    });
  }
}
