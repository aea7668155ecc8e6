import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FabConfig } from '../config/index.ts';
import { DomainError } from '../errors/index.ts';
import { BlobStore, type NeededBlobs, type StoredBlob, type SweptBlobs } from './blob-store.ts';
import { sweepBlobs, takeBack } from './sweep-blobs.ts';

const KEY = /^[0-9a-f]{64}$/;
const DAY_MS = 86_400_000;
const DISK_FULL =
  'The disk that holds the data folder is full, so nothing of this file was kept. Make room on it, then send the file again.';

/** Blobs in a folder of the data directory, spread over 256 subfolders. */
@Injectable()
export class FolderBlobStore extends BlobStore implements OnModuleInit {
  readonly #folder: string;

  constructor(config: FabConfig) {
    super();
    this.#folder = join(config.data.dir, 'blobs');
  }

  /** Sweeps up what a process that was killed left half written. */
  async onModuleInit(): Promise<void> {
    for (const folder of [this.#incoming, this.#leaving]) await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const name of await readdir(this.#incoming)) {
      const path = join(this.#incoming, name);
      const entry = await stat(path).catch(() => undefined);
      if (entry && Date.now() - entry.mtimeMs > DAY_MS) await rm(path, { force: true });
    }
  }

  override async write(content: Readable | AsyncIterable<Uint8Array>, maxBytes = Infinity): Promise<StoredBlob> {
    const temporary = join(this.#incoming, randomUUID());
    try {
      const stored = await writeThrough(content, temporary, maxBytes);
      const folder = this.#folderOf(stored.key);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await rename(temporary, join(folder, stored.key));
      // The new name must outlive a power cut too, not only the bytes.
      await syncFolder(folder);
      return stored;
    } catch (error) {
      await rm(temporary, { force: true });
      throw isFull(error) ? new DomainError('UNAVAILABLE', DISK_FULL) : error;
    }
  }

  override async read(key: string, start = 0): Promise<Readable> {
    const path = await this.#placeOf(key);
    if (path === undefined) throw new DomainError('NOT_FOUND', 'This file is not kept any more.');
    return createReadStream(path, { start, highWaterMark: 256 * 1024 });
  }

  override async size(key: string): Promise<number | undefined> {
    const path = await this.#placeOf(key);
    return path === undefined ? undefined : (await stat(path).catch(() => undefined))?.size;
  }

  override async renew(key: string): Promise<number | undefined> {
    await takeBack(this.#leavingPathOf(key), this.#pathOf(key));
    const now = new Date();
    await utimes(this.#pathOf(key), now, now).catch(() => undefined);
    return this.size(key);
  }

  override sweep(needed: NeededBlobs, before: Date): Promise<SweptBlobs> {
    return sweepBlobs({ folder: this.#folder, leaving: this.#leaving, needed, before });
  }

  get #leaving(): string {
    return join(this.#folder, 'leaving');
  }

  get #incoming(): string {
    return join(this.#folder, 'incoming');
  }

  #folderOf(key: string): string {
    return join(this.#folder, key.slice(0, 2));
  }

  /** Where the blob lies; one that was put aside by a sweep is still there. */
  async #placeOf(key: string): Promise<string | undefined> {
    for (const path of [this.#pathOf(key), this.#leavingPathOf(key)])
      if (await stat(path).catch(() => undefined)) return path;
    return undefined;
  }

  #leavingPathOf(key: string): string {
    return join(this.#leaving, basename(this.#pathOf(key)));
  }

  /** A key is a hash and nothing else, so it can't lead out of the folder. */
  #pathOf(key: string): string {
    if (!KEY.test(key)) throw new DomainError('NOT_FOUND', 'This is not the key of a file.');
    return join(this.#folderOf(key), key);
  }
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOSPC';
}

async function writeThrough(content: AsyncIterable<Uint8Array>, path: string, maxBytes: number): Promise<StoredBlob> {
  const hash = createHash('sha256');
  const file: FileHandle = await open(path, 'wx', 0o600);
  let byteSize = 0;
  try {
    for await (const chunk of content) {
      byteSize += chunk.byteLength;
      if (byteSize > maxBytes) {
        throw new DomainError(
          'TOO_LARGE',
          `This is larger than the ${maxBytes} bytes allowed. Nothing of it was kept.`,
        );
      }
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { key: hash.digest('hex'), byteSize };
}

async function syncFolder(folder: string): Promise<void> {
  // Windows can't open a folder; NTFS journals names by itself.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
