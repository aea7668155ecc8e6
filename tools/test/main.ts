import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chooseSteps, UsageError } from './arguments.ts';
import { endRunning, runCommand } from './command.ts';
import { exitCode, lastLine, type StepResult, sumUp } from './result.ts';
import { type Finished, schedule } from './schedule.ts';
import type { Step, StepContext } from './step.ts';
import { steps } from './steps/index.ts';

const root = resolve(import.meta.dirname, '../..');
/** How long programs get to end themselves after Ctrl-C, in milliseconds. */
const PATIENCE = 10_000;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function report({ step, result, milliseconds }: Finished): void {
  const mark = result.failed > 0 ? '✗' : result.skipped.length > 0 ? '–' : '✓';
  const counts = `${result.passed} passed${result.failed > 0 ? `, ${result.failed} FAILED` : ''}`;
  const seconds = (milliseconds / 1000).toFixed(1).padStart(6);
  print(`${mark} ${seconds} s  ${step.name.padEnd(12)} ${step.title}: ${counts}`);
  if (result.failed > 0) print(`\n${result.output.trimEnd()}\n`);
}

function nameSkipped(results: readonly StepResult[]): void {
  const skipped = results.flatMap((result) => result.skipped);
  if (skipped.length === 0) return;
  print('\nSkipped:');
  for (const { name, remedy } of skipped) print(`  ${name}\n    → ${remedy}`);
}

/** Ends what runs and then ourselves; a second signal does not wait. Returns what takes that back. */
function endOnSignals(): () => void {
  let asked = false;
  const end = (): void => {
    const signal = asked ? 'SIGKILL' : 'SIGTERM';
    if (endRunning(signal) === 0 || asked) process.exit(130);
    asked = true;
    setTimeout(() => {
      endRunning('SIGKILL');
      process.exit(130);
    }, PATIENCE).unref();
    setInterval(() => {
      if (endRunning('SIGTERM') === 0) process.exit(130);
    }, 500).unref();
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  // The script that started us was killed.
  process.on('disconnect', end);
  return () => process.off('disconnect', end);
}

async function main(): Promise<number> {
  const chosen = chooseSteps(process.argv.slice(2), steps);
  // A folder of this run's own: a test may start a run within a run.
  const reports = mkdtempSync(join(tmpdir(), 'fabwright-test-'));
  process.on('exit', () => rmSync(reports, { recursive: true, force: true }));
  const contextOf = ({ timed = false, pressing = timed }: Step): StepContext => ({
    root,
    reports,
    run: (command, args, env = {}) => runCommand(root, command, args, { env, background: !pressing }),
  });
  const results: StepResult[] = [];
  const cores = Math.max(2, availableParallelism());
  for await (const finished of schedule(chosen, cores, (step) => step.run(contextOf(step)))) {
    report(finished);
    results.push(finished.result);
  }
  const sums = sumUp(results);
  const code = exitCode(sums, process.env['CI'] === 'true');
  nameSkipped(results);
  if (code !== 0 && sums.failed === 0) print('\nWith CI=true nothing may be skipped.');
  print(`\n${lastLine(sums)}`);
  return code;
}

const standDown = endOnSignals();
try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
} finally {
  // From here on it is we who hang up.
  standDown();
  if (process.connected) process.disconnect();
}
