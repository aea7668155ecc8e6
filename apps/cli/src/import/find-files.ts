import { glob, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CliError } from '../cli-error.ts';

/** What is taken of a folder; a file that is named itself may be called anything. `.001` is usual for KLARF. */
const FAB_FILE = /\.(stdf|std|klarf|klf|krf|kla|\d{3}|xml)(\.gz)?$/i;
const GLOB = /[*?[\]{}]/;

/**
 * The files that the given paths mean, each once, in a stable order: a file is itself, whatever its name; a folder is
 * all fab files below it; anything else with glob characters is matched. Throws CliError for a path without a file.
 */
export async function findFiles(paths: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const path of paths) {
    const files = await expand(path);
    if (files.length === 0)
      throw new CliError(`${path}: no STDF, KLARF or map file there (.stdf, .klarf, .001, .xml and so on, also .gz).`);
    for (const file of files) found.add(file);
  }
  return [...found];
}

async function expand(path: string): Promise<string[]> {
  const entry = await lstat(path).catch(() => null);
  if (entry?.isDirectory() === true) return filesBelow(path);
  if (entry !== null) return [path];
  if (!GLOB.test(path)) throw new CliError(`${path}: there is no such file or folder.`);
  const matches: string[] = [];
  for await (const match of glob(path)) matches.push(match);
  const nested = await Promise.all(matches.sort().map((match) => expand(match)));
  return nested.flat();
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && FAB_FILE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
