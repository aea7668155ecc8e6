import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node';
import type { TestReport } from './test-report.ts';

interface ReportedError {
  readonly message: string;
  readonly stack?: string | undefined;
  readonly diff?: string | undefined;
}

function describeErrors(errors: readonly ReportedError[] | undefined): string {
  return (errors ?? [])
    .map(({ message, stack, diff }) => [stack ?? message, diff].filter(Boolean).join('\n'))
    .join('\n');
}

/** Writes what `npm test` needs to the file named by FABWRIGHT_TEST_REPORT: counts, failures with reasons, skipped with notes. */
export default class TestRunReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const file = process.env['FABWRIGHT_TEST_REPORT'];
    if (file === undefined) throw new Error('FABWRIGHT_TEST_REPORT must name the file to write.');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(this.report(modules, unhandled)));
  }

  private report(modules: readonly TestModule[], unhandled: readonly SerializedError[]): TestReport {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    return {
      passed: tests.filter((test) => test.result().state === 'passed').length,
      failures: [
        ...tests.filter((test) => test.result().state === 'failed').map((test) => this.failure(test)),
        // A file that did not load has no test that could fail; a failed hook fails its suite, not a test.
        ...modules.flatMap((module) => this.brokenParts(module)),
        ...unhandled.map((error) => ({ name: 'an error outside of every test', message: describeErrors([error]) })),
      ],
      skipped: tests
        .filter((test) => ['skipped', 'pending'].includes(test.result().state))
        .map((test) => ({ name: this.nameOf(test), note: this.noteOf(test) })),
    };
  }

  private failure(test: TestCase): TestReport['failures'][number] {
    return { name: this.nameOf(test), message: describeErrors(test.result().errors) };
  }

  private brokenParts(module: TestModule): TestReport['failures'][number][] {
    const parts = [module, ...module.children.allSuites()];
    return parts.flatMap((part) => {
      const errors = part.errors();
      const name = part.type === 'module' ? this.fileOf(module) : `${this.fileOf(module)} > ${part.fullName}`;
      return errors.length === 0 ? [] : [{ name, message: describeErrors(errors) }];
    });
  }

  private noteOf(test: TestCase): string {
    const result = test.result();
    return result.state === 'skipped' ? (result.note ?? '') : '';
  }

  private fileOf(module: TestModule): string {
    return relative(process.cwd(), module.moduleId);
  }

  private nameOf(test: TestCase): string {
    return `${this.fileOf(test.module)} > ${test.fullName}`;
  }
}
