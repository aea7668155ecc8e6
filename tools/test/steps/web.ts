import { join } from 'node:path';
import { readTestReport } from '../test-report.ts';
import type { Step } from '../step.ts';

export const dashboard: Step = {
  name: 'dashboard',
  title: 'component tests of the dashboard',
  cores: 1,
  async run({ root, reports, run }) {
    const report = join(reports, 'dashboard.json');
    const reporter = join(root, 'tools/test/vitest-reporter.ts');
    const result = await run('nx', ['run', 'dashboard:test', `--reporters=${reporter}`, '--output-style=stream'], {
      FABWRIGHT_TEST_REPORT: report,
    });
    return readTestReport(report, result, 'the test says nothing about it: look at its source');
  },
};

export const browser: Step = {
  name: 'e2e',
  title: 'browser tests on the running system',
  cores: 1,
  // One journey watches the demonstration for five minutes. What else goes by the clock is over by then.
  timed: true,
  after: ['build', 'broker', 'integration'],
  async run({ root, reports, run }) {
    const report = join(reports, 'e2e.json');
    const reporter = join(root, 'tools/test/playwright-reporter.ts');
    const args = ['test', '--config=apps/e2e/playwright.config.ts', `--reporter=${reporter}`];
    const result = await run('playwright', args, { FABWRIGHT_TEST_REPORT: report });
    return readTestReport(report, result, 'set FAB_TEST_DATA to the folder with the test data');
  },
};
