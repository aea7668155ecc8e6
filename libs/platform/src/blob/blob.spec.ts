import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FabConfig } from '../config/index.ts';
import { FolderBlobStore } from './folder-blob-store.ts';

let dir: string;
let store: FolderBlobStore;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'fabwright-blob-'));
  store = new FolderBlobStore(
    FabConfig.fromEnvironment({ FAB_DATABASE_URL: 'postgresql://a:b@c/d', FAB_DATA_DIR: dir }),
  );
  await store.onModuleInit();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const incoming = (): string[] => readdirSync(join(dir, 'blobs/incoming'));

describe('the blob store', () => {
  it('gives back what it was given, under the hash of the content, once', async () => {
    const content = Buffer.from('die map '.repeat(100_000));
    const first = await store.write(Readable.from([content.subarray(0, 1_000), content.subarray(1_000)]));
    const second = await store.write(Readable.from([content]));
    expect(first).toEqual({ key: createHash('sha256').update(content).digest('hex'), byteSize: content.length });
    expect(second.key).toBe(first.key);
    expect(content.equals(await buffer(await store.read(first.key)))).toBe(true);
    expect(await buffer(await store.read(first.key, content.length - 4))).toEqual(content.subarray(-4));
    expect(readdirSync(join(dir, 'blobs', first.key.slice(0, 2)))).toHaveLength(1);
  });

  it('keeps nothing of a stream that breaks or grows too large', async () => {
    const broken = async function* (): AsyncGenerator<Buffer> {
      yield Buffer.from('half');
      await Promise.resolve();
      throw new Error('connection reset');
    };
    await expect(store.write(broken())).rejects.toThrow('connection reset');
    await expect(store.write(Readable.from([Buffer.alloc(11)]), 10)).rejects.toMatchObject({ code: 'TOO_LARGE' });
    expect(incoming()).toEqual([]);
  });

  it('deletes, and says what is not there', async () => {
    const { key } = await store.write(Readable.from([Buffer.from('x')]));
    await store.delete(key);
    await store.delete(key);
    expect(await store.size(key)).toBeUndefined();
    await expect(store.read(key)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each(['../../etc/passwd', '', 'A'.repeat(64), `${'a'.repeat(63)}/`])('refuses %j as a key', async (key) => {
    await expect(store.read(key)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('sweeps up at its start what a killed process left half written, and no upload that is under way', async () => {
    const old = join(dir, 'blobs/incoming/old');
    writeFileSync(old, 'half');
    utimesSync(old, new Date(0), new Date(0));
    writeFileSync(join(dir, 'blobs/incoming/new'), 'half');
    await store.onModuleInit();
    expect(incoming()).toEqual(['new']);
  });
});
