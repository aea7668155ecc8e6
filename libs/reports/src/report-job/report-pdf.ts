import { checkReport } from '../content/closing-check.ts';
import type { ReportContent } from '../document/report-content.ts';
import { reportDocument } from '../document/report-document.ts';
import type { FinishedReport } from './finished-report.ts';

/** Lays a report out: in this thread, or in one of its own. */
export type RenderReport = (content: ReportContent) => Promise<Uint8Array>;

/** Loads what a layout needs when it is asked for one: who has a thread for that keeps no fonts in memory. */
const here: RenderReport = async (content) => {
  const { renderPdf } = await import('../render/render-pdf.ts');
  return renderPdf(reportDocument(content));
};

/** The file of a finished report. Throws UNAVAILABLE when it states a number that is no fact and no printed value. */
export async function reportPdf(report: FinishedReport, render: RenderReport = here): Promise<Uint8Array> {
  checkReport(reportDocument(report.content), report, report.content.language);
  return render(report.content);
}
