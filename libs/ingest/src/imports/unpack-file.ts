import { Readable, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { boundExpansion, ByteCounter, DEFAULT_EXPANSION_LIMITS } from '@fabwright/formats';

const GZIP_MAGIC = [0x1f, 0x8b];

/** A gz file that can't be unpacked to its end. */
export class GzDamagedError extends Error {
  override readonly name = 'GzDamagedError';
}

/** The bytes of a file, unpacked where they are gz, and how many bytes of the file itself were taken so far. */
export interface UnpackedFile {
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly packed: Pick<ByteCounter, 'bytes'>;
}

/**
 * Unpacks by content, not by name, holding a chunk at a time. Iterating throws ExpansionLimitError for a gz bomb or for
 * more than `maxBytes` out, GzDamagedError for a gz stream that is cut or wrong.
 */
export function unpackFile(file: AsyncIterable<Uint8Array>, maxBytes: number): UnpackedFile {
  const packed = new ByteCounter();
  const limits = { ...DEFAULT_EXPANSION_LIMITS, maxBytes };
  return { chunks: boundExpansion(unpacked(packed.count(file)), packed, limits), packed };
}

async function* unpacked(chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const { head, done } = await readHead(chunks);
  if (!GZIP_MAGIC.every((byte, at) => head[at] === byte)) {
    yield head;
    if (!done) yield* chunks;
    return;
  }
  yield* gunzip(head, chunks);
}

/** The first two bytes may come in two chunks. */
async function readHead(chunks: AsyncGenerator<Uint8Array>): Promise<{ head: Uint8Array; done: boolean }> {
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < GZIP_MAGIC.length) {
    const next = await chunks.next();
    if (next.done === true) return { head, done: true };
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
  }
  return { head, done: false };
}

async function* gunzip(head: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield head;
    yield* rest;
  }
  // The error of either stream ends `out`, whose reader then gets it.
  const out = pipeline(Readable.from(whole()), createGunzip({ chunkSize: 256 * 1024 }), () => undefined);
  try {
    for await (const chunk of out) yield chunk as Uint8Array;
  } catch (error) {
    const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
    if (typeof code !== 'string' || !code.startsWith('Z_')) throw error;
    throw new GzDamagedError(code === 'Z_BUF_ERROR' ? 'the gz stream ends in the middle' : 'the gz stream is damaged', {
      cause: error,
    });
  }
}
