import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { ModelFailure } from '../language-model.ts';

const known = z.record(z.string(), z.object({ size: z.number(), modified: z.number(), sha256: z.string() }));
type Known = z.infer<typeof known>;

/** Hashes of large files, each computed once as long as its size and its time of modification stay the same. */
export class FileHashes {
  readonly #file: string | undefined;
  #known: Promise<Known> | null = null;

  constructor(file: string | undefined) {
    this.#file = file;
  }

  /** SHA-256 in hexadecimal. Throws ModelFailure `unreachable` for a file that can't be read, or what `compute` throws. */
  async of(path: string, compute: () => Promise<string>): Promise<string> {
    const { size, mtimeMs: modified } = await stat(path).catch(() => {
      throw new ModelFailure('unreachable', `The file ${basename(path)} can't be read.`);
    });
    const all = await (this.#known ??= this.#read());
    const before = all[path];
    if (before?.size === size && before.modified === modified) return before.sha256;
    const sha256 = await compute();
    all[path] = { size, modified, sha256 };
    await this.#write(all);
    return sha256;
  }

  async #read(): Promise<Known> {
    if (this.#file === undefined) return {};
    try {
      return known.parse(JSON.parse(await readFile(this.#file, 'utf8')));
    } catch {
      // Not there yet, or damaged: the hashes are computed anew.
      return {};
    }
  }

  async #write(all: Known): Promise<void> {
    if (this.#file === undefined) return;
    const draft = `${this.#file}.${process.pid}`;
    try {
      await writeFile(draft, JSON.stringify(all));
      await rename(draft, this.#file);
    } catch {
      // A folder that can't be written costs a computation at the next start, nothing else.
    }
  }
}
