import { checkReport } from '../content/closing-check.ts';
import type { ReportContent } from '../document/report-content.ts';
import { reportDocument } from '../document/report-document.ts';
import { renderPdf } from '../render/render-pdf.ts';
import type { FinishedReport } from './finished-report.ts';

/** Lays a report out: in this thread, or in one of its own. */
export type RenderReport = (content: ReportContent) => Promise<Uint8Array>;

const here: RenderReport = (content) => renderPdf(reportDocument(content));

/** The file of a finished report. Throws UNAVAILABLE when it states a number that is no fact and no printed value. */
export async function reportPdf(report: FinishedReport, render: RenderReport = here): Promise<Uint8Array> {
  checkReport(reportDocument(report.content), report, report.content.language);
  return render(report.content);
}
