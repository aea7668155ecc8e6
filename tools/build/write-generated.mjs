import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * What every script in tools/generate/ writes with. With `--check` on the command line nothing is written: a file
 * that lies there with other text is named and the exit code becomes 1.
 *
 * @param {URL} file
 * @param {string} text
 */
export async function writeGenerated(file, text) {
  const path = fileURLToPath(file);
  const present = await readFile(path, 'utf8').catch(() => null);
  if (present === text) return;
  if (process.argv.includes('--check')) {
    process.stderr.write(`${relative(process.cwd(), path)} is ${present === null ? 'missing' : 'stale'}\n`);
    process.exitCode = 1;
    return;
  }
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
