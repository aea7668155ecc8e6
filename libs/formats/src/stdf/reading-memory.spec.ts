import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { readSortFile } from './read-sort-file.ts';
import { syntheticSortFile } from './synthetic-sort-file.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const MEBIBYTE = 2 ** 20;

/** The most memory that stays reachable while a file of this length is read. */
async function peakWhileReading(bytes: number): Promise<number> {
  collectGarbage();
  const before = process.memoryUsage();
  let peak = 0;
  let segments = 0;
  for await (const item of readSortFile(syntheticSortFile({ bytes, diesPerWafer: 5000 }))) {
    if (item.kind !== 'segment' || (segments += 1) % 8 !== 0) continue;
    collectGarbage();
    const now = process.memoryUsage();
    peak = Math.max(peak, now.heapUsed + now.arrayBuffers - before.heapUsed - before.arrayBuffers);
  }
  expect(segments).toBeGreaterThan(8);
  return peak;
}

it('holds no more of a file four times as long', async () => {
  await peakWhileReading(14 * MEBIBYTE); // lets the compiler settle
  const short = await peakWhileReading(14 * MEBIBYTE);
  const long = await peakWhileReading(56 * MEBIBYTE);
  expect(long).toBeLessThan(short + 4 * MEBIBYTE);
  expect(long).toBeLessThan(24 * MEBIBYTE);
  // each look takes a whole collection, of all that the tests beside it hold too
}, 240_000);
