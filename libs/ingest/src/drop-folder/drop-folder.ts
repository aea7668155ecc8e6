import { lstat, mkdir, readdir, realpath, rename, writeFile } from 'node:fs/promises';
import { basename, extname, join, relative, sep } from 'node:path';

/** A file in the drop folder that nobody has written to between two looks. */
export interface SettledFile {
  readonly name: string;
  readonly path: string;
  readonly byteSize: number;
}

/** A file that is not taken, and why. */
export interface RefusedFile {
  readonly name: string;
  readonly path: string;
  readonly reason: string;
}

export interface DropFolderLook {
  readonly settled: readonly SettledFile[];
  readonly refused: readonly RefusedFile[];
}

interface Sighting {
  readonly size: number;
  readonly changedMs: number;
}

const REASON_SUFFIX = '.reason.txt';
/** What a copy in progress is called by the usual programs, and what the reason files are called. */
const UNFINISHED = /(^\.)|(\.(part|partial|tmp|crdownload|filepart)$)|(~$)/i;

/**
 * The folder whose files are imported. A file is taken only when size and time are the same at two looks in a row;
 * links and everything that resolves to a place outside the folder are refused, never followed.
 */
export class DropFolder {
  readonly #path: string;
  readonly #seen = new Map<string, Sighting>();

  constructor(path: string) {
    this.#path = path;
  }

  /** Makes the folder and its `done` and `failed`. */
  async prepare(): Promise<void> {
    for (const folder of ['done', 'failed']) await mkdir(join(this.#path, folder), { recursive: true });
  }

  async look(): Promise<DropFolderLook> {
    const entries = await readdir(this.#path, { withFileTypes: true });
    const names = entries
      .filter((entry) => !entry.isDirectory() && !UNFINISHED.test(entry.name) && !entry.name.endsWith(REASON_SUFFIX))
      .map((entry) => entry.name)
      .sort();
    this.#forget(new Set(names));
    const settled: SettledFile[] = [];
    const refused: RefusedFile[] = [];
    for (const name of names) {
      const path = join(this.#path, name);
      const reason = await this.#refusal(path);
      if (reason !== null) refused.push({ name, path, reason });
      else if (await this.#isSettled(name, path))
        settled.push({ name, path, byteSize: this.#seen.get(name)?.size ?? 0 });
    }
    return { settled, refused };
  }

  async moveToDone(file: { name: string; path: string }): Promise<void> {
    await rename(file.path, await this.#freePath('done', file.name));
    this.#seen.delete(file.name);
  }

  /** Moves the file (a link as the link that it is) beside a text file that says why. */
  async moveToFailed(file: { name: string; path: string }, reason: string): Promise<void> {
    const target = await this.#freePath('failed', file.name);
    await writeFile(`${target}${REASON_SUFFIX}`, `${reason}\n`);
    await rename(file.path, target);
    this.#seen.delete(file.name);
  }

  async #refusal(path: string): Promise<string | null> {
    const entry = await lstat(path).catch(() => null);
    if (entry === null) return null;
    if (entry.isSymbolicLink())
      return 'It is a link. Links are not followed: put the file itself into the drop folder.';
    if (!entry.isFile()) return 'It is not a plain file.';
    if (entry.nlink > 1) return 'It has a second name elsewhere (a hard link). Put a copy into the drop folder.';
    const inside = relative(await realpath(this.#path), await realpath(path));
    return inside.startsWith('..') || inside.includes(sep) ? 'It lies outside the drop folder.' : null;
  }

  async #isSettled(name: string, path: string): Promise<boolean> {
    const entry = await lstat(path).catch(() => null);
    if (entry === null) return false;
    const before = this.#seen.get(name);
    this.#seen.set(name, { size: entry.size, changedMs: entry.mtimeMs });
    return before !== undefined && before.size === entry.size && before.changedMs === entry.mtimeMs;
  }

  #forget(present: ReadonlySet<string>): void {
    for (const name of this.#seen.keys()) if (!present.has(name)) this.#seen.delete(name);
  }

  /** `lot.stdf.gz`, then `lot-2.stdf.gz` and so on, so that nothing there is overwritten. */
  async #freePath(folder: 'done' | 'failed', name: string): Promise<string> {
    const { stem, ending } = splitName(basename(name));
    for (let n = 1; ; n += 1) {
      const path = join(this.#path, folder, n === 1 ? `${stem}${ending}` : `${stem}-${n}${ending}`);
      if ((await lstat(path).catch(() => null)) === null) return path;
    }
  }
}

function splitName(name: string): { stem: string; ending: string } {
  const last = extname(name);
  const inner = last === '.gz' ? extname(name.slice(0, -last.length)) : '';
  const ending = `${inner}${last}`;
  return { stem: name.slice(0, name.length - ending.length), ending };
}
