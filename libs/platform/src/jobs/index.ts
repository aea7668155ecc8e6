export { defineJob, type JobDefinition, JobHandler, type JobRun, JobStopped } from './job-definition.ts';
export type { JobFailure, JobRecord, JobState } from './job-record.ts';
export { JobHandlers } from './job-runner.ts';
export { JobViews } from './job-views.ts';
export { JobAccepted, JobError, JobResult, JobView } from './job.types.ts';
export { JobsModule } from './jobs.module.ts';
export { Jobs } from './jobs.service.ts';
