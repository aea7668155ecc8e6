import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface PdfText {
  /** Text of each page, its pieces joined as they follow. */
  readonly pages: readonly string[];
  readonly all: string;
  readonly language: string;
}

/** The text that a reader can select and search. */
export async function pdfText(pdf: Uint8Array): Promise<PdfText> {
  const document = await getDocument({ data: new Uint8Array(pdf), useSystemFonts: false }).promise;
  const pages: string[] = [];
  for (let page = 1; page <= document.numPages; page++) {
    const { items } = await (await document.getPage(page)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
  }
  const { info } = (await document.getMetadata()) as { info: { Language?: string } };
  return { pages, all: pages.join('\n'), language: info.Language ?? '' };
}
