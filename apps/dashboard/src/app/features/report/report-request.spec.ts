import { describe, expect, it } from 'vitest';
import en from './i18n/en.json' with { type: 'json' };
import zh from './i18n/zh-CN.json' with { type: 'json' };
import { REPORT_STEPS, toReportRun } from './report-request.ts';

const job = { jobId: 'j1', state: 'running', progress: 0.4, step: 'laying-out', resultUrl: null, error: null };

describe('a report job', () => {
  it('is done only with a file', () => {
    expect(toReportRun({ ...job, state: 'done', resultUrl: '/reports/v1/j1/file' }).kind).toBe('done');
    expect(toReportRun({ ...job, state: 'done' }).kind).toBe('failed');
  });

  it('says why it failed and what to do', () => {
    const error = { message: 'The lot has no tested die.', remedy: 'Import its sort file.' };
    expect(toReportRun({ ...job, state: 'failed', error })).toEqual({ kind: 'failed', ...error });
  });

  it('tells its step, and none that it has no words for', () => {
    expect(toReportRun(job)).toEqual({ kind: 'running', jobId: 'j1', progress: 0.4, step: 'laying-out' });
    expect(toReportRun({ ...job, step: 'fetching-fonts' })).toMatchObject({ kind: 'running', step: null });
    expect(toReportRun({ ...job, step: null })).toMatchObject({ kind: 'running', step: null });
  });

  it('has words in both languages for each step it knows', () => {
    expect(Object.keys(en.step)).toEqual([...REPORT_STEPS]);
    expect(Object.keys(zh.step)).toEqual([...REPORT_STEPS]);
  });

  it('keeps running through states of a later version', () => {
    expect(toReportRun({ ...job, state: 'waiting-for-fonts', progress: 1.7 })).toMatchObject({
      kind: 'running',
      progress: 1,
    });
  });
});
