import { createRequire } from 'node:module';
import type { Readable } from 'node:stream';
import type { Content, DynamicContent, Margins, PageSize, Style } from 'pdfmake/interfaces.js';

// The pieces of which pdfmake's own `createPdf` is made, typed as far as we use them. It puts them together in a
// function that leaves no place for a part of ours; put together here, figures and fonts can be ours.

/** A colour as `#rrggbb`. */
type Hex = string;

interface TextOptions {
  readonly lineBreak: false;
  readonly baseline: 'alphabetic' | 'svg-central';
  readonly fill: boolean;
  readonly stroke: boolean;
}

/** pdfkit's document, as pdfmake derives it: draws on its current page, y downwards, points. */
export interface PdfDocument extends Readable {
  registerFont(name: string, file: Uint8Array): this;
  save(): this;
  restore(): this;
  transform(a: number, b: number, c: number, d: number, e: number, f: number): this;
  rect(x: number, y: number, width: number, height: number): this;
  clip(): this;
  /** An SVG path. */
  path(d: string): this;
  /** Operators of PDF, as they are. */
  addContent(operators: string): this;
  lineWidth(width: number): this;
  lineCap(cap: 'butt' | 'round' | 'square'): this;
  lineJoin(join: 'miter' | 'round' | 'bevel'): this;
  dash(lengths: readonly number[]): this;
  undash(): this;
  font(file: string): this;
  fontSize(size: number): this;
  /** In the font and size that are set. */
  widthOfString(text: string): number;
  text(text: string, x: number, y: number, options: TextOptions): this;
  fillColor(colour: Hex, opacity: number): this;
  strokeColor(colour: Hex, opacity: number): this;
  fill(): this;
  stroke(): this;
  fillAndStroke(): this;
  end(): void;
}

interface DocumentOptions {
  readonly size: readonly [number, number];
  readonly pdfVersion: '1.3';
  readonly tagged: boolean;
  readonly displayTitle: boolean;
  readonly compress: boolean;
  readonly lang: string | undefined;
  readonly autoFirstPage: false;
  /** None: pdfkit's own default would be opened for nothing. */
  readonly font: null;
  readonly info: Readonly<Record<string, unknown>>;
}

type NewDocument = new (
  fonts: Readonly<Record<string, object>>,
  images: object,
  patterns: object,
  attachments: object,
  options: DocumentOptions,
  virtualFiles: null,
  localAccessPolicy: (file: string) => boolean,
) => PdfDocument;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What pdfmake asks of a figure before it sets the page. */
export interface SvgSizes {
  measureSVG(svg: string): { readonly width?: number | undefined; readonly height?: number | undefined };
  /** The same figure in the size that it gets, points. */
  writeDimensions(svg: string, size: Size): string;
}

/** A figure that has found its place on a page, points. */
export interface PlacedSvg {
  readonly svg: string;
  readonly x: number;
  readonly y: number;
  readonly _width: number;
  readonly _height: number;
}

/** Pages as pdfmake hands them from layout to drawing. */
type Pages = readonly object[];

interface Layout {
  layoutDocument(
    content: Content,
    document: PdfDocument,
    styles: Readonly<Record<string, Style>>,
    defaultStyle: Style,
    background: undefined,
    header: DynamicContent | Content | undefined,
    footer: DynamicContent | Content | undefined,
  ): Pages;
}

interface PageRenderer {
  renderPages(pages: Pages): void;
  renderSVG(figure: PlacedSvg): void;
}

const require = createRequire(import.meta.url);

function part<T>(name: string): T {
  return (require(`pdfmake/js/${name}.js`) as { readonly default: T }).default;
}

export const PdfmakeDocument = part<NewDocument>('PDFDocument');
export const PdfmakeLayout = part<new (size: Size, margins: object, sizes: SvgSizes) => Layout>('LayoutBuilder');
export const PdfmakeRenderer = part<new (document: PdfDocument) => PageRenderer>('Renderer');
export const PdfmakeSvgSizes = part<new () => SvgSizes>('SVGMeasure');

export const { normalizePageSize, normalizePageMargin } = require('pdfmake/js/PageSize.js') as {
  readonly normalizePageSize: (size: PageSize) => Size;
  readonly normalizePageMargin: (margins: Margins) => object;
};
