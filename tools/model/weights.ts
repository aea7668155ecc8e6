import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { KnownModel } from './catalogue.ts';
import { NoModel } from './no-model.ts';

/** SHA-256 of a file in hexadecimal. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Size of a file in bytes; null where there is none. */
export async function sizeOf(path: string): Promise<number | null> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ? found.size : null;
}

/** Whether the file is, byte for byte, the one that was measured. */
export async function isFile(path: string, { bytes, sha256 }: Pick<KnownModel, 'bytes' | 'sha256'>): Promise<boolean> {
  return (await sizeOf(path)) === bytes && (await sha256Of(path)) === sha256;
}

/** Writes pieces one after the other into one file. */
export async function join(pieces: readonly string[], path: string): Promise<void> {
  await rm(path, { force: true });
  for (const piece of pieces) await pipeline(createReadStream(piece), createWriteStream(path, { flags: 'a' }));
}

/**
 * Gives fetched weights their name, if they are what they should be; on disk before they have it, so that a crash leaves
 * the whole file or none. Throws NoModel for other bytes, which are thrown away.
 */
export async function place(fetched: string, path: string, model: KnownModel): Promise<void> {
  if (!(await isFile(fetched, model))) {
    const bytes = await sizeOf(fetched);
    await rm(fetched, { force: true });
    throw new NoModel(
      `${basename(path)}: these ${bytes ?? 0} bytes are not the ${model.bytes} bytes of ${model.title} that we measured ` +
        '(SHA-256 differs). Fetch them again, or from elsewhere.',
    );
  }
  await sync(fetched);
  await rename(fetched, path);
  await sync(dirname(path));
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Windows can't sync what is open for reading
    if (process.platform !== 'win32') throw error;
  } finally {
    await handle.close();
  }
}
