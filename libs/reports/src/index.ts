export { ReportsApiModule, ReportsWorkerModule } from './reports.module.ts';
export { reportJobs } from './report-job/report-request.ts';
