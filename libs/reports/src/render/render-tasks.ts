import type { ReportContent } from '../document/report-content.ts';
import { reportDocument } from '../document/report-document.ts';
import { LATIN_FONT } from './fonts.ts';
import { renderPdf } from './render-pdf.ts';

/** What the layout's thread does. */
export const renderTasks = {
  layOut: (content: ReportContent): Promise<Uint8Array> => renderPdf(reportDocument(content)),
  /** Loads and compiles what a layout needs, on a line of text. */
  warmUp: async (): Promise<void> => {
    const text = { text: 'Lot 0123456789 %', font: LATIN_FONT };
    await renderPdf({ content: [text, { ...text, bold: true }], defaultStyle: { font: LATIN_FONT } });
  },
};
export type RenderTasks = typeof renderTasks;
