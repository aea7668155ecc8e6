import { Readable } from 'node:stream';
import { createGunzip, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { oddSortFiles } from '../stdf/odd-sort-files.ts';
import { readSortFile } from '../stdf/read-sort-file.ts';
import { boundExpansion, ByteCounter, ExpansionLimitError, type ExpansionLimits } from './bounded-expansion.ts';

const limits: ExpansionLimits = { maxBytes: 50_000_000, maxRatio: 100, graceBytes: 100_000 };

function unpack(packed: Uint8Array, bounds: ExpansionLimits): AsyncGenerator<Uint8Array> {
  const counter = new ByteCounter();
  const chunks = Array.from({ length: Math.ceil(packed.length / 512) }, (_, i) =>
    packed.subarray(i * 512, i * 512 + 512),
  );
  const gunzip = Readable.from(counter.count(Readable.from(chunks))).pipe(createGunzip());
  return boundExpansion(gunzip, counter, bounds);
}

async function length(chunks: AsyncIterable<Uint8Array>): Promise<number> {
  let bytes = 0;
  for await (const chunk of chunks) bytes += chunk.length;
  return bytes;
}

describe('unpacking', () => {
  it('stops a gz bomb long before its end', async () => {
    const bomb = gzipSync(new Uint8Array(30_000_000));
    const error = await length(unpack(bomb, limits)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ExpansionLimitError);
    expect((error as ExpansionLimitError).bytesOut).toBeLessThan(3_000_000);
    expect((error as ExpansionLimitError).message).toContain('100 times its size');
  });

  it('stops at the most bytes that may come out, whatever the ratio', async () => {
    const packed = gzipSync(new Uint8Array(2_000_000));
    const error = length(unpack(packed, { ...limits, maxRatio: 5000, maxBytes: 1_000_000 }));
    await expect(error).rejects.toMatchObject({ code: 'expansion-limit' });
  });

  it('lets small files of a high ratio pass', async () => {
    expect(await length(unpack(gzipSync(new Uint8Array(90_000)), limits))).toBe(90_000);
  });

  it('hands the bytes of a real file on to its reader', async () => {
    const file = oddSortFiles().find(({ name }) => name === 'eight interleaved sites');
    const kinds = [];
    for await (const item of readSortFile(unpack(gzipSync(file!.bytes), limits))) kinds.push(item.kind);
    expect(kinds.at(-1)).toBe('end');
    expect(kinds).toContain('segment');
  });
});
