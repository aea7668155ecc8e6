import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectSortFile, inPieces, valueOf } from '../sort-file/collect-sort-file.spec-support.ts';
import type { SortFileItem } from '../sort-file/sort-file.ts';
import { readSortFile } from './read-sort-file.ts';
import { StdfError } from './stdf-error.ts';
import { StdfWriter } from './stdf-writer.ts';
import { syntheticSortFile } from './synthetic-sort-file.ts';

const order = fc.constantFrom('little' as const, 'big' as const);
const bin = fc.integer({ min: 0, max: 32_767 });
const coordinate = fc.integer({ min: -32_767, max: 32_767 });
const float = fc.float({ noNaN: true, noDefaultInfinity: true });
const part = fc.record({
  site: fc.integer({ min: 0, max: 255 }),
  flags: fc.integer({ min: 0, max: 255 }),
  hardBin: bin,
  softBin: bin,
  x: coordinate,
  y: coordinate,
  testTimeMs: fc.nat({ max: 0xffff_ffff }),
  partId: fc.stringMatching(/^[!-~]{0,20}$/),
  results: fc.dictionary(fc.nat({ max: 30 }).map(String), float, { maxKeys: 10 }),
});
const wafers = fc.array(fc.array(part, { maxLength: 12 }), { maxLength: 4 });
type Part = typeof part extends fc.Arbitrary<infer T> ? T : never;

function written(parts: readonly Part[][], byteOrder: 'little' | 'big'): Uint8Array {
  const writer = new StdfWriter(byteOrder).far().mir({ lotId: 'L' });
  parts.forEach((wafer, index) => {
    writer.wir({ id: `W${index}` });
    for (const { site, results, ...rest } of wafer) {
      writer.pir({ site });
      for (const [test, result] of Object.entries(results)) writer.ptr({ test: Number(test), site, result });
      writer.prr({ site, ...rest });
    }
    writer.wrr({ id: `W${index}` });
  });
  return writer.mrr(1).take();
}

const small = [...syntheticSortFile({ bytes: 6000, diesPerWafer: 8, tests: 4, sites: 4 })][0]!;

describe('reading what was written', () => {
  it('gives every part and value back, in both byte orders', async () => {
    await fc.assert(
      fc.asyncProperty(wafers, order, async (parts, byteOrder) => {
        const file = await collectSortFile(readSortFile([written(parts, byteOrder)]));
        expect(file.segments.map(({ waferId }) => waferId)).toEqual(
          parts.flatMap((wafer, index) => (wafer.length > 0 ? [`W${index}`] : [])),
        );
        parts
          .filter((wafer) => wafer.length > 0)
          .forEach((wafer, index) => {
            const segment = file.segments[index]!;
            wafer.forEach((expected, at) => {
              expect(segment.site[at]).toBe(expected.site);
              expect(segment.flags[at]).toBe(expected.flags);
              expect([segment.hardBin[at], segment.softBin[at]]).toEqual([expected.hardBin, expected.softBin]);
              expect([segment.x[at], segment.y[at]]).toEqual([expected.x, expected.y]);
              expect(segment.testTimeMs[at]).toBe(expected.testTimeMs);
              expect(segment.partId?.[at] ?? '').toBe(expected.partId);
              for (let test = 0; test <= 30; test += 1) {
                expect(valueOf(file, segment, at, test)).toEqual(expected.results[String(test)] ?? NaN);
              }
            });
          });
      }),
      { numRuns: 60 },
    );
  });

  it('is the same however the bytes are cut into chunks', async () => {
    const whole = await collect([small]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 6 }), async (lengths) => {
        fc.pre(lengths.some((length) => length > 0));
        expect(await collect(inPieces(small, lengths))).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });
});

describe('broken bytes', () => {
  it('end in items or in a StdfError, never in anything else', async () => {
    const damage = fc.array(fc.tuple(fc.nat({ max: small.length - 1 }), fc.nat({ max: 255 })), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(damage, fc.nat({ max: small.length }), async (bytes, cut) => {
        const broken = small.slice(0, cut);
        for (const [at, value] of bytes) if (at < cut) broken[at] = value;
        await readOrRefuse(broken);
      }),
      { numRuns: 400 },
    );
  });

  it('of any kind after a good beginning are read or refused', async () => {
    const start = new StdfWriter('little').far().mir({ lotId: 'L' }).take();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (noise) => {
        const bytes = new Uint8Array(start.length + noise.length);
        bytes.set(start);
        bytes.set(noise, start.length);
        await readOrRefuse(bytes);
      }),
      { numRuns: 200 },
    );
  });

  it('with real record types and random fields are read or refused', async () => {
    const codes = [0x0128, 0x0150, 0x020a, 0x0214, 0x021e, 0x050a, 0x0514, 0x0a1e, 0x0f0a, 0x0f0f, 0x0f14];
    const record = fc.tuple(fc.constantFrom(...codes), fc.uint8Array({ maxLength: 60 }));
    await fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 30 }), order, async (records, byteOrder) => {
        const writer = new StdfWriter(byteOrder).far().mir({ lotId: 'L' });
        for (const [code, bytes] of records) writer.record(code, (out) => out.bytes(bytes));
        await readOrRefuse(writer.mrr().take());
      }),
      { numRuns: 300 },
    );
  });
});

async function collect(chunks: Uint8Array[]): Promise<SortFileItem[]> {
  const items: SortFileItem[] = [];
  for await (const item of readSortFile(chunks)) items.push(item);
  return items;
}

async function readOrRefuse(bytes: Uint8Array): Promise<void> {
  try {
    const { summary, segments } = await collectSortFile(readSortFile([bytes]));
    expect(summary.bytes).toBe(bytes.length);
    expect(segments.reduce((sum, { count }) => sum + count, 0)).toBe(summary.partRecords);
  } catch (error) {
    if (!(error instanceof StdfError)) throw error;
    expect(error.byteOffset).toBeLessThanOrEqual(bytes.length);
  }
}
