import { existsSync, readFileSync } from 'node:fs';
import type { CommandResult } from './command.ts';
import type { Skipped, StepResult } from './result.ts';

/** What our reporters (Vitest, Playwright) write to a file. */
export interface TestReport {
  readonly passed: number;
  readonly failures: readonly { readonly name: string; readonly message: string }[];
  readonly skipped: readonly { readonly name: string; readonly note: string }[];
}

/** Lines of a runner's output that are shown when it ends without a report. */
const LAST_LINES = 60;

/** A failure's message is shown up to here: the difference of two files would push all other failures off the screen. */
const SHOWN_CHARACTERS = 4000;

function shown({ name, message }: TestReport['failures'][number]): string {
  const more = message.length - SHOWN_CHARACTERS;
  return `✗ ${name}\n${message.slice(0, SHOWN_CHARACTERS)}${more > 0 ? `\n… (${more} characters more)` : ''}`;
}

function tail(output: string): string {
  return output.trimEnd().split('\n').slice(-LAST_LINES).join('\n');
}

function withRemedy({ name, note }: TestReport['skipped'][number], remedy: string): Skipped {
  return { name, remedy: note === '' ? remedy : note };
}

/**
 * Reads what a runner reported. A runner that ended badly without naming a failed test (it crashed, a file did
 * not load, it found no test) counts as one failed test and shows the end of its output.
 *
 * @param remedy what to do about skipped tests that say nothing themselves
 */
export function readTestReport(file: string, { code, output }: CommandResult, remedy: string): StepResult {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: [], output: tail(output) };
  const report = JSON.parse(readFileSync(file, 'utf8')) as TestReport;
  const crashed = code !== 0 && report.failures.length === 0;
  return {
    passed: report.passed,
    failed: report.failures.length + (crashed ? 1 : 0),
    skipped: report.skipped.map((skipped) => withRemedy(skipped, remedy)),
    output: crashed ? tail(output) : report.failures.map(shown).join('\n\n'),
  };
}
