import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import pdfmake from 'pdfmake';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { isReportFont, LATIN_FILES, reportFonts } from './fonts.ts';
import { tabularFont } from './tabular-font.ts';

/** What pdfmake looks into before the disk; its types leave it out. */
interface WithVirtualFiles {
  readonly virtualfs: { writeFileSync(name: string, content: Buffer): void };
}

const { virtualfs } = pdfmake as typeof pdfmake & WithVirtualFiles;
function useTabular(file: string, kerning: boolean): void {
  virtualfs.writeFileSync(file, Buffer.from(tabularFont(readFileSync(file), { kerning })));
}

useTabular(LATIN_FILES.regular, false);
useTabular(LATIN_FILES.semiBold, true);
pdfmake.setFonts({ ...reportFonts });
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((file: string) => isReportFont(file));

/**
 * Lays the document out and returns the PDF's bytes. The same definition gives the same bytes:
 * the definition's `info` must carry fixed creation and modification dates.
 * Throws when a font lacks a file or an SVG can't be read.
 */
export async function renderPdf(definition: TDocumentDefinitions): Promise<Uint8Array> {
  // pdfmake's own getBuffer listens for no error: a stream that breaks would never settle
  const document = await pdfmake.createPdf(definition).getStream();
  document.end();
  return buffer(document);
}
