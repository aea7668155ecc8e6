export { ReportsApiModule, ReportsWorkerModule } from './reports.module.ts';
export { reportJobs } from './report-job/report-request.ts';
export { lotReport, monthReport, weekReport, type FinishedReport } from './report-job/finished-report.ts';
export { reportPdf } from './report-job/report-pdf.ts';
