import { describe, expect, it } from 'vitest';
import { toReportRun } from './report-request.ts';

const job = { jobId: 'j1', state: 'running', progress: 0.4, resultUrl: null, error: null };

describe('a report job', () => {
  it('is done only with a file', () => {
    expect(toReportRun({ ...job, state: 'done', resultUrl: '/reports/v1/j1/file' }).kind).toBe('done');
    expect(toReportRun({ ...job, state: 'done' }).kind).toBe('failed');
  });

  it('says why it failed and what to do', () => {
    const error = { message: 'The lot has no tested die.', remedy: 'Import its sort file.' };
    expect(toReportRun({ ...job, state: 'failed', error })).toEqual({ kind: 'failed', ...error });
  });

  it('keeps running through states of a later version', () => {
    expect(toReportRun({ ...job, state: 'waiting-for-fonts', progress: 1.7 })).toMatchObject({
      kind: 'running',
      progress: 1,
    });
  });
});
