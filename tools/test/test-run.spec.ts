import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { constants, getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { chooseSteps } from './arguments.ts';
import { runCommand } from './command.ts';
import { check, exitCode, lastLine, type StepResult, sumUp } from './result.ts';
import { schedule } from './schedule.ts';
import type { Step } from './step.ts';
import { steps } from './steps/index.ts';
import { readTestReport, type TestReport } from './test-report.ts';

const folder = mkdtempSync(join(tmpdir(), 'fw-test-run-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the last line', () => {
  const results: StepResult[] = [
    check(true, ''),
    check(false, 'broken'),
    { passed: 40, failed: 2, skipped: [{ name: 'a', remedy: 'b' }], output: '' },
  ];

  it('sums over all runners', () => {
    expect(lastLine(sumUp(results))).toBe('41 passed, 3 failed, 1 skipped');
  });

  it.each([
    [{ passed: 5, failed: 0, skipped: 0 }, false, 0],
    [{ passed: 5, failed: 1, skipped: 0 }, false, 1],
    [{ passed: 5, failed: 0, skipped: 2 }, false, 0],
    [{ passed: 5, failed: 0, skipped: 2 }, true, 1],
    // A run that proved nothing is no success.
    [{ passed: 0, failed: 0, skipped: 0 }, false, 1],
  ])('goes with exit code: %o, nothing may be skipped: %s → %i', (sums, nothingMayBeSkipped, expected) => {
    expect(exitCode(sums, nothingMayBeSkipped)).toBe(expected);
  });
});

describe('steps', () => {
  const step = (name: string, cores: number, after: string[] = []): Step => ({
    name,
    title: name,
    cores,
    after,
    run: () => Promise.resolve(check(true, '')),
  });

  async function run(chosen: Step[], cores: number): Promise<{ order: string[]; mostCores: number }> {
    let busy = 0;
    let mostCores = 0;
    const order: string[] = [];
    for await (const finished of schedule(chosen, cores, async (one) => {
      busy += one.cores;
      mostCores = Math.max(mostCores, busy);
      await new Promise((resolve) => setTimeout(resolve, 5));
      busy -= one.cores;
      return one.run({ root: '', reports: '', run: () => Promise.resolve({ code: 0, output: '' }) });
    })) {
      order.push(finished.step.name);
    }
    return { order, mostCores };
  }

  it('run side by side as far as the cores reach, each once', async () => {
    const { order, mostCores } = await run([step('a', 1), step('b', 1), step('c', 2), step('d', 1)], 2);
    expect(order.toSorted()).toEqual(['a', 'b', 'c', 'd']);
    expect(mostCores).toBe(2);
  });

  it('that wait by the clock take no core from the others', async () => {
    const { mostCores } = await run([{ ...step('kafka', 2), timed: true }, step('a', 2), step('b', 2)], 2);
    expect(mostCores).toBe(4);
  });

  it('run also when one wants more cores than there are', async () => {
    expect((await run([step('a', 1), step('big', 4)], 2)).order).toEqual(['a', 'big']);
  });

  it('wait for what they use, unless that is not part of the run', async () => {
    expect((await run([step('e2e', 1, ['build']), step('build', 1)], 2)).order).toEqual(['build', 'e2e']);
    expect((await run([step('e2e', 1, ['build'])], 2)).order).toEqual(['e2e']);
  });

  it('that throw count as failed and end nothing else', async () => {
    const broken: Step = { ...step('broken', 1), run: () => Promise.reject(new Error('no disk')) };
    const results: StepResult[] = [];
    for await (const { result } of schedule([broken, step('after', 1)], 1, (one) =>
      one.run({ root: '', reports: '', run: () => Promise.resolve({ code: 0, output: '' }) }),
    )) {
      results.push(result);
    }
    expect(sumUp(results)).toEqual({ passed: 1, failed: 1, skipped: 0 });
    expect(results[0]?.output).toContain('no disk');
  });

  it('have names of their own, and name only steps that exist', () => {
    const names = steps.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(steps.flatMap(({ after }) => after ?? []).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('can be chosen; a misspelt one is an error, not an empty success', () => {
    expect(chooseSteps(['--only', 'lint,unit'], steps).map(({ name }) => name)).toEqual(['unit', 'lint']);
    expect(() => chooseSteps(['--only', 'unti'], steps)).toThrow('There is no step "unti"');
    expect(() => chooseSteps(['--fast'], steps)).toThrow('Usage');
  });
});

describe('a runner’s report', () => {
  const write = (report: TestReport): string => {
    const file = join(folder, 'report.json');
    writeFileSync(file, JSON.stringify(report));
    return file;
  };

  it('gives the counts, the reasons and the remedy of what was skipped', () => {
    const file = write({
      passed: 7,
      failures: [{ name: 'lot.spec.ts > sums', message: 'expected 1' }],
      skipped: [
        { name: 'a', note: '' },
        { name: 'b', note: 'needs Java' },
      ],
    });
    expect(readTestReport(file, { code: 1, output: 'noise' }, 'set it')).toEqual({
      passed: 7,
      failed: 1,
      skipped: [
        { name: 'a', remedy: 'set it' },
        { name: 'b', remedy: 'needs Java' },
      ],
      output: '✗ lot.spec.ts > sums\nexpected 1',
    });
  });

  it('shows the beginning of a long message, and every other failure', () => {
    const failures = ['first', 'second'].map((name) => ({ name, message: '56,\n'.repeat(50_000) }));
    const { output, failed } = readTestReport(write({ passed: 0, failures, skipped: [] }), { code: 1, output: '' }, '');
    expect(failed).toBe(2);
    expect(output.length).toBeLessThan(10_000);
    expect(output).toMatch(/✗ first[^✗]*\(196000 characters more\)\n\n✗ second/);
  });

  it('counts a runner that crashed as failed, with or without a report', () => {
    const crashed = { code: 1, output: 'out of memory' };
    const file = write({ passed: 3, failures: [], skipped: [] });
    expect(readTestReport(file, crashed, '')).toMatchObject({ passed: 3, failed: 1, output: 'out of memory' });
    expect(readTestReport(join(folder, 'none.json'), crashed, '')).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe('a program', () => {
  it('gives its exit code and both its streams', async () => {
    const { code, output } = await runCommand(folder, 'node', [
      '-e',
      'console.log("out"); console.error("err"); process.exit(3)',
    ]);
    expect(code).toBe(3);
    expect(output).toContain('out');
    expect(output).toContain('err');
  });

  it('that only computes makes way for those that wait by the clock', async () => {
    const priority = async (background: boolean): Promise<number> => {
      const script = 'setTimeout(() => console.log(os.getPriority()), 100)';
      const { output } = await runCommand(folder, 'node', ['-e', script], { background });
      return Number(output);
    };
    expect(await priority(true)).toBe(constants.priority.PRIORITY_BELOW_NORMAL);
    // as we are ourselves, who may have been started as such a program
    expect(await priority(false)).toBe(getPriority());
  });

  it('that does not exist is a failure that says so', async () => {
    const { code, output } = await runCommand(folder, 'no-such-program', []);
    expect(code).toBeNull();
    expect(output).toContain('no-such-program could not be started');
  });

  it('runs with our Node, whichever npm was started with', async () => {
    const { output } = await runCommand(folder, 'node', ['--version']);
    expect(output.trim()).toBe(process.version);
  });
});

describe('the whole command', () => {
  const command = join(import.meta.dirname, '..', 'test.mjs');
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [command, ...args], { encoding: 'utf8', env: { ...process.env, CI: 'true' } });

  it('ends with 0 after its last line when nothing failed', { timeout: 60_000 }, () => {
    const { status, stdout } = run('--only', 'licences');
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('1 passed, 0 failed, 0 skipped');
    expect(status).toBe(0);
  });

  it('ends with 2 when it was not understood', { timeout: 60_000 }, () => {
    const { status, stderr } = run('--only', 'everything');
    expect(stderr).toContain('everything');
    expect(status).toBe(2);
  });
});
