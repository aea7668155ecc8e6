import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
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

  it.each(['../../etc/passwd', '', 'A'.repeat(64), `${'a'.repeat(63)}/`])('refuses %j as a key', async (key) => {
    await expect(store.read(key)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('says that the disk is full, and keeps nothing', async () => {
    const onFullDisk = async function* (): AsyncGenerator<Buffer> {
      yield Buffer.from('half');
      await Promise.resolve();
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    };
    const failure = { code: 'UNAVAILABLE', message: expect.stringContaining('disk') as string };
    await expect(store.write(onFullDisk())).rejects.toMatchObject(failure);
    expect(incoming()).toEqual([]);
  });

  it('says what is not there', async () => {
    const key = 'ab'.repeat(32);
    expect([await store.size(key), await store.renew(key)]).toEqual([undefined, undefined]);
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

describe('a sweep', () => {
  const text = (content: string) => Readable.from([Buffer.from(content)]);
  const keep = async (content: string): Promise<string> => (await store.write(text(content))).key;
  const content = async (key: string): Promise<string> => (await buffer(await store.read(key))).toString();
  const age = (...keys: string[]): void => {
    for (const key of keys)
      for (const folder of [key.slice(0, 2), 'leaving'])
        if (existsSync(join(dir, 'blobs', folder, key)))
          utimesSync(join(dir, 'blobs', folder, key), new Date(0), new Date(0));
  };
  const needing =
    (...keys: string[]) =>
    (asked: readonly string[]): Promise<Set<string>> =>
      Promise.resolve(new Set(asked.filter((key) => keys.includes(key))));
  const sweep = (...needed: string[]) => store.sweep(needing(...needed), new Date(Date.now() - 60_000));

  it('puts aside what is old and needed by nobody, and throws it away the next time', async () => {
    const [old, fresh, needed] = [await keep('old'), await keep('fresh'), await keep('needed')];
    age(old, needed);
    expect(await sweep(needed)).toEqual({ files: 0, bytes: 0 });
    expect(await content(old)).toBe('old');
    // put aside just now: the same night again takes nothing
    expect(await sweep(needed)).toEqual({ files: 0, bytes: 0 });
    age(old, needed);
    expect(await sweep(needed)).toEqual({ files: 1, bytes: 3 });
    expect(await store.size(old)).toBeUndefined();
    expect([await content(fresh), await content(needed)]).toEqual(['fresh', 'needed']);
  });

  it('gives back what was put aside and is needed after all, written again or renewed', async () => {
    const [needed, written, renewed] = [await keep('needed'), await keep('written'), await keep('renewed')];
    age(needed, written, renewed);
    await sweep();
    await keep('written');
    expect(await store.renew(renewed)).toBe(7);
    age(needed);
    await sweep(needed);
    expect(readdirSync(join(dir, 'blobs/leaving'))).toEqual([written]);
    age(needed);
    await sweep(needed);
    expect(await Promise.all([needed, written, renewed].map(content))).toEqual(['needed', 'written', 'renewed']);
  });

  it('by two workers at once throws away the same', async () => {
    const keys = await Promise.all(Array.from({ length: 40 }, (_, index) => keep(`blob ${index}`)));
    for (let night = 0; night < 2; night += 1) {
      age(...keys);
      await Promise.all([sweep(keys[0] ?? ''), sweep(keys[0] ?? '')]);
    }
    const sizes = await Promise.all(keys.map((key) => store.size(key)));
    expect(sizes.map((size) => size !== undefined)).toEqual(keys.map((_, index) => index === 0));
  });
});
