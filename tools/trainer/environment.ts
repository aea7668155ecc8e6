import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const wanted = join(import.meta.dirname, 'requirements.txt');

/** Runs a program to its end, what it prints on the terminal. Throws an Error where it fails. */
export async function run(program: string, args: readonly string[], cwd: string): Promise<void> {
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'], env: ENVIRONMENT });
  const code = await new Promise<number | null>((done, fail) => {
    child.once('error', fail);
    child.once('exit', done);
  });
  if (code !== 0) throw new Error(`${program} ${args.slice(0, 2).join(' ')} … ended with ${code}: see above.`);
}

/** Nothing is looked up while training: what is needed is here. Threads that wait for each other leave the cores alone. */
const ENVIRONMENT = { ...process.env, HF_HUB_OFFLINE: '1', DO_NOT_TRACK: '1', OMP_WAIT_POLICY: 'PASSIVE' };

/** Python with what training needs, in a folder of its own; made the first time, and again when a version changes. */
export async function pythonIn(folder: string): Promise<string> {
  const venv = join(folder, 'venv');
  const [system, own] =
    process.platform === 'win32'
      ? (['python', join(venv, 'Scripts/python.exe')] as const)
      : (['python3', join(venv, 'bin/python')] as const);
  const installed = join(venv, 'requirements.txt');
  if (existsSync(installed) && (await readFile(installed, 'utf8')) === (await readFile(wanted, 'utf8'))) return own;
  process.stderr.write('Installing what training needs. On Linux that is several gigabytes …\n');
  await run(system, ['-m', 'venv', venv], folder);
  await run(own, ['-m', 'pip', 'install', '--only-binary=:all:', '--requirement', wanted], folder);
  await copyFile(wanted, installed);
  return own;
}
