import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { NeededBlobs, SweptBlobs } from './blob-store.ts';

interface Sweep {
  /** Holds a subfolder for each two first digits of a key. */
  readonly folder: string;
  /** Where blobs wait that are about to go. */
  readonly leaving: string;
  readonly needed: NeededBlobs;
  readonly before: Date;
}

/** Keys that are asked about at once. */
const AT_ONCE = 500;
const SUBFOLDER = /^[0-9a-f]{2}$/;

/**
 * In two nights and with renames alone, so that no lock is needed against those who write, read and renew meanwhile. The
 * first night puts a blob aside, where it can still be read; the second throws it away. Whoever writes the same content
 * in between makes a file in the usual place; whoever renews one that was put aside takes it back by a rename, which
 * either comes before the end or finds that there is nothing left. `kill -9` leaves a blob in one of the two places.
 */
export async function sweepBlobs(sweep: Sweep): Promise<SweptBlobs> {
  const swept = await throwAway(sweep);
  for (const name of (await readdir(sweep.folder)).filter((one) => SUBFOLDER.test(one)))
    await putAside(join(sweep.folder, name), sweep);
  return swept;
}

async function throwAway({ folder, leaving, needed, before }: Sweep): Promise<SweptBlobs> {
  let [files, bytes] = [0, 0];
  for await (const { keys, named } of asked(leaving, before, needed)) {
    for (const [key, size] of keys) {
      const path = join(leaving, key);
      if (named.has(key)) await takeBack(path, join(folder, key.slice(0, 2), key));
      else {
        await rm(path, { force: true });
        [files, bytes] = [files + 1, bytes + size];
      }
    }
  }
  return { files, bytes };
}

async function putAside(subfolder: string, { leaving, needed, before }: Sweep): Promise<void> {
  for await (const { keys, named } of asked(subfolder, before, needed)) {
    for (const key of keys.keys()) {
      if (named.has(key)) continue;
      const path = join(leaving, key);
      if (await moved(join(subfolder, key), path)) await touch(path);
    }
  }
}

/** Files of a folder that were last written or renewed before a time, in portions, and which of them are needed. */
async function* asked(
  folder: string,
  before: Date,
  needed: NeededBlobs,
): AsyncGenerator<{ keys: ReadonlyMap<string, number>; named: ReadonlySet<string> }> {
  const names = await readdir(folder).catch(() => []);
  for (let first = 0; first < names.length; first += AT_ONCE) {
    const keys = new Map<string, number>();
    for (const name of names.slice(first, first + AT_ONCE)) {
      const entry = await stat(join(folder, name)).catch(() => undefined);
      if (entry && entry.mtime < before) keys.set(name, entry.size);
    }
    if (keys.size > 0) yield { keys, named: await needed([...keys.keys()]) };
  }
}

/** Back to where it is looked for first. Nothing happens where it was not put aside. */
export async function takeBack(leaving: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await moved(leaving, path);
}

/** False when there was nothing to move. */
async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => undefined);
}
