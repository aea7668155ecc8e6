import { gzipSync } from 'node:zlib';
import { ExpansionLimitError } from '@fabwright/formats';
import { describe, expect, it } from 'vitest';
import { GzDamagedError, unpackFile } from './unpack-file.ts';

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Uint8Array, size = 1, maxBytes = 1e9): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of unpackFile(inChunks(bytes, size), maxBytes).chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

const text = Buffer.from('FAR MIR WIR '.repeat(500));

describe('unpackFile', () => {
  it.each([1, 2, 3, 7, 100_000])('gives back what was packed, in chunks of %i bytes', async (size) => {
    expect((await read(gzipSync(text), size)).equals(text)).toBe(true);
  });

  it.each([1, 2, 100_000])('passes a plain file through, in chunks of %i bytes', async (size) => {
    expect((await read(text, size)).equals(text)).toBe(true);
  });

  it.each([[Buffer.alloc(0)], [Buffer.of(0x1f)]])('passes a file too short to be gz through', async (bytes) => {
    expect((await read(bytes)).equals(bytes)).toBe(true);
  });

  it('joins the members of a gz file that was put together from several', async () => {
    expect((await read(Buffer.concat([gzipSync(text), gzipSync(text)]), 50)).length).toBe(2 * text.length);
  });

  it('stops a gz bomb by its ratio, long before the absolute limit', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 2 ** 20));
    await expect(read(bomb, 4_096)).rejects.toBeInstanceOf(ExpansionLimitError);
  });

  it('stops at the absolute limit, packed or not', async () => {
    await expect(read(gzipSync(text), 100, 1_000)).rejects.toBeInstanceOf(ExpansionLimitError);
    await expect(read(text, 100, 1_000)).rejects.toBeInstanceOf(ExpansionLimitError);
  });

  it('says when the gz stream is cut or damaged', async () => {
    const packed = gzipSync(text);
    await expect(read(packed.subarray(0, packed.length - 20), 10)).rejects.toThrow(GzDamagedError);
    const damaged = Buffer.from(packed);
    damaged.fill(0xff, 20, 40);
    await expect(read(damaged, 10)).rejects.toThrow(GzDamagedError);
  });

  it('counts the packed bytes, from which the progress is told', async () => {
    const packed = gzipSync(text);
    const file = unpackFile(inChunks(packed, 10), 1e9);
    for await (const chunk of file.chunks) void chunk;
    expect(file.packed.bytes).toBe(packed.length);
  });
});
