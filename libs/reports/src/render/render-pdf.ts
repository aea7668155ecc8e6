import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import type { TDocumentDefinitions, TDocumentInformation } from 'pdfmake/interfaces.js';
import { FigureRenderer, FigureSizes } from './figure-renderer.ts';
import { isReportFont, LATIN_FILES, reportFonts } from './fonts.ts';
import { keptOpen } from './open-fonts.ts';
import {
  normalizePageMargin,
  normalizePageSize,
  PdfmakeDocument,
  PdfmakeLayout,
  type PdfDocument,
} from './pdfmake-parts.ts';
import { tabularFont } from './tabular-font.ts';

/** Copies of the Latin cuts, by the file that they stand for. */
const TABULAR: readonly (readonly [file: string, copy: Uint8Array])[] = [
  [LATIN_FILES.regular, keptOpen(tabularFont(readFileSync(LATIN_FILES.regular), { kerning: false }))],
  [LATIN_FILES.semiBold, keptOpen(tabularFont(readFileSync(LATIN_FILES.semiBold), { kerning: true }))],
];

/**
 * Lays the document out and returns the PDF's bytes. The same definition gives the same bytes:
 * the definition's `info` must carry fixed creation and modification dates. No URL is looked at, and no file but fonts.
 * Throws when a font lacks a file or an SVG can't be read.
 */
export async function renderPdf(definition: TDocumentDefinitions): Promise<Uint8Array> {
  const { content, defaultStyle = {}, pageSize = 'A4', pageMargins = 0, header, footer } = definition;
  const size = normalizePageSize(pageSize);
  const document = openDocument(definition, [size.width, size.height]);
  const layout = new PdfmakeLayout(size, normalizePageMargin(pageMargins), new FigureSizes());
  const pages = layout.layoutDocument(content, document, {}, defaultStyle, undefined, header, footer);
  new FigureRenderer(document).renderPages(pages);
  document.end();
  return buffer(document);
}

function openDocument(
  { info, language, displayTitle }: TDocumentDefinitions,
  size: readonly [number, number],
): PdfDocument {
  const options = {
    size,
    pdfVersion: '1.3',
    tagged: false,
    displayTitle: displayTitle ?? false,
    compress: true,
    lang: language,
    autoFirstPage: false,
    font: null,
    info: info ? inPdf(info) : {},
  } as const;
  const document = new PdfmakeDocument(reportFonts, {}, {}, {}, options, null, isReportFont);
  for (const [file, copy] of TABULAR) document.registerFont(file, copy);
  return document;
}

/** pdfmake's names of what a file says of itself begin small, those of PDF with a capital. */
function inPdf(info: TDocumentInformation): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(info).map(([name, value]) => [name.charAt(0).toUpperCase() + name.slice(1), value as unknown]),
  );
}
