import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { FullResult, Reporter, Suite, TestCase, TestError } from '@playwright/test/reporter';
import type { TestReport } from './test-report.ts';

/** Writes the outcome of the browser tests to the file named by FABWRIGHT_TEST_REPORT. */
export default class BrowserRunReporter implements Reporter {
  private suite: Suite | undefined;
  private readonly broken: TestReport['failures'][number][] = [];

  onBegin(_config: unknown, suite: Suite): void {
    this.suite = suite;
  }

  /** Errors outside of tests: a file that does not load, a set-up that fails. */
  onError(error: TestError): void {
    this.broken.push({
      name: 'the browser tests',
      message: error.stack ?? error.message ?? 'failed without a message',
    });
  }

  onEnd(_result: FullResult): void {
    const file = process.env['FABWRIGHT_TEST_REPORT'];
    if (file === undefined) throw new Error('FABWRIGHT_TEST_REPORT must name the file to write.');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(this.report(this.suite?.allTests() ?? [])));
  }

  printsToStdio(): boolean {
    return false;
  }

  private report(tests: readonly TestCase[]): TestReport {
    const passed = tests.filter((test) => test.outcome() === 'expected');
    const skipped = tests.filter((test) => test.outcome() === 'skipped');
    // A flaky test (failed, then passed) has failed: nobody looks for its cause otherwise.
    const failed = tests.filter((test) => !passed.includes(test) && !skipped.includes(test));
    return {
      passed: passed.length,
      failures: [...this.broken, ...failed.map((test) => ({ name: this.nameOf(test), message: this.errorsOf(test) }))],
      skipped: skipped.map((test) => ({
        name: this.nameOf(test),
        note: test.annotations.find(({ type }) => type === 'skip')?.description ?? '',
      })),
    };
  }

  private nameOf(test: TestCase): string {
    return test.titlePath().filter(Boolean).join(' > ');
  }

  private errorsOf(test: TestCase): string {
    return test.results
      .flatMap(({ errors }) => errors)
      .map(({ stack, message }) => stack ?? message ?? '')
      .join('\n');
  }
}
