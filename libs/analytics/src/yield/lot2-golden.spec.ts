import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { PartSegment } from './part-segment.ts';
import { consolidateRetests } from './retest-consolidation.ts';
import { threeYields } from './three-yields.ts';

const folder = process.env['FAB_TEST_DATA'] ?? join(import.meta.dirname, '../../../../../shared/data');
const lot2 = join(folder, 'stdf/lot2.stdf.gz');

/** Part results (PRR, 5.20) of a big-endian STDF file: all that the three yields need of it. */
function readParts(bytes: Buffer): PartSegment {
  const columns = {
    x: [] as number[],
    y: [] as number[],
    hardBin: [] as number[],
    softBin: [] as number[],
    verdict: [] as number[],
  };
  for (let at = 0; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt16BE(at);
    if (bytes[at + 2] === 5 && bytes[at + 3] === 20) {
      const body = bytes.subarray(at + 4, at + 4 + length);
      columns.verdict.push((body[2]! & 0b1_0000) === 0 ? 1 - ((body[2]! >> 3) & 1) : -1);
      columns.hardBin.push(body.readUInt16BE(5));
      columns.softBin.push(body.readUInt16BE(7));
      columns.x.push(body.readInt16BE(9));
      columns.y.push(body.readInt16BE(11));
    }
    at += 4 + length;
  }
  return columns;
}

describe.skipIf(!existsSync(lot2))('a real wafer-sort lot (lot2.stdf)', () => {
  it('has the published counts and three yields', () => {
    const { counts } = consolidateRetests([readParts(gunzipSync(readFileSync(lot2)))]);
    expect(counts).toMatchObject({
      records: 1569,
      recordsWithVerdict: 1569,
      dies: 1456,
      goodFinal: 1389,
      retested: 113,
      recovered: 46,
      unplaced: 0,
    });
    const yields = threeYields(counts, null);
    const percent = (value: number | null) => ((value ?? 0) * 100).toFixed(2);
    expect([percent(yields.record.value), percent(yields.firstPass.value), percent(yields.final.value)]).toEqual([
      '88.53',
      '92.24',
      '95.40',
    ]);
    expect(yields.basis).toBe('tested-dies');
  });
});
