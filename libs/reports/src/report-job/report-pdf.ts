import { checkReport } from '../content/closing-check.ts';
import { reportDocument } from '../document/report-document.ts';
import { renderPdf } from '../render/render-pdf.ts';
import type { FinishedReport } from './finished-report.ts';

/** The file of a finished report. Throws UNAVAILABLE when it states a number that is no fact and no printed value. */
export async function reportPdf(report: FinishedReport): Promise<Uint8Array> {
  const document = reportDocument(report.content);
  checkReport(document, report, report.content.language);
  return renderPdf(document);
}
