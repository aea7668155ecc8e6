import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { buildStale, builtProgram } from './build.ts';
import { StartFailure } from './failure.ts';

const root = resolve(import.meta.dirname, '../..');

/** `npm run fab` runs in the repository, the command where the user stands; the data folder is ours unless named. */
async function runCommandLine(args: readonly string[]): Promise<number> {
  await buildStale(root, '@fabwright/cli');
  const named = args.some((arg) => arg === '--data-dir' || arg.startsWith('--data-dir='));
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', builtProgram(root, 'cli'), ...args, ...(named ? [] : ['--data-dir', join(root, '.data')])],
    { cwd: process.env['INIT_CWD'] ?? process.cwd(), stdio: 'inherit' },
  );
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((done, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => done(code ?? 128 + constants.signals[signal ?? 'SIGTERM']));
  });
}

try {
  process.exitCode = await runCommandLine(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof StartFailure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
} finally {
  if (process.connected) process.disconnect();
}
