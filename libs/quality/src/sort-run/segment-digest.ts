import { createHash } from 'node:crypto';
import type { SortSegment, SortTest } from './sort-run.ts';

/** SHA-256 over a segment's content: the same content again is a duplicate, other content a correction. */
export function segmentDigest(segment: SortSegment, tests: readonly SortTest[]): Buffer {
  const hash = createHash('sha256');
  const { dies } = segment;
  for (const column of [dies.x, dies.y, dies.verdict]) hash.update(bytesOf(column));
  for (const column of [dies.site, dies.hardBin, dies.softBin, dies.touchdown, dies.testTimeMs]) {
    hash.update(column === null ? 'none' : bytesOf(Int32Array.from(column)));
  }
  hash.update(JSON.stringify(dies.partIds));
  for (const { test, values } of segment.values) {
    hash.update(JSON.stringify(tests[test] ?? null));
    hash.update(bytesOf(values));
  }
  return hash.digest();
}

function bytesOf(column: ArrayBufferView): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}

/** Id of a list of tests: the hash of its canonical JSON, so that the same list is stored once. */
export function testSetId(json: string): string {
  return createHash('sha256').update(json).digest('hex');
}

/** Canonical: fields in one order, whatever the source's. */
export function testSetJson(tests: readonly SortTest[]): string {
  return JSON.stringify(
    tests.map(({ number, pin, kind, name, unit, lowLimit, highLimit }) => ({
      number,
      pin,
      kind,
      name,
      unit,
      lowLimit,
      highLimit,
    })),
  );
}
