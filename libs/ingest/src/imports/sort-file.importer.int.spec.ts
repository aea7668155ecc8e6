import { randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BinCatalogue } from '@fabwright/fab';
import { UnitOfWork } from '@fabwright/platform';
import { Rec } from '@fabwright/formats';
import { oddSortFiles, StdfWriter } from '@fabwright/formats/writer';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ingestContext } from '../../test/ingest-context.ts';
import type { FileImport, ImportedFile } from './file-import.ts';
import { importFailureOf } from './import-failure.ts';
import { ImportSummaryRepository } from './import-summary.repository.ts';
import { ImportRepository } from './import.repository.ts';
import { SortFileImporter } from './sort-file.importer.ts';
import { unpackFile } from './unpack-file.ts';

const LOT2 = resolve(process.env['FAB_TEST_DATA'] ?? '../shared/data', 'stdf/lot2.stdf.gz');

let database: TestDatabase;
let context: INestApplicationContext;
let uow: UnitOfWork;
let importer: SortFileImporter;
let imports: ImportRepository;

beforeAll(async () => {
  database = await cloneDatabase();
  context = await ingestContext(database.url, [SortFileImporter, ImportRepository, ImportSummaryRepository], {
    FAB_TIME_ZONE: 'Asia/Taipei',
  });
  uow = context.get(UnitOfWork);
  importer = context.get(SortFileImporter);
  imports = context.get(ImportRepository);
});
afterAll(async () => {
  await context.close();
  await database.drop();
});
beforeEach(() =>
  uow.query(`TRUNCATE file_import, wafer_map, wafer_yield, die_value, die_segment, test_run_supersession, test_run,
    test_set, program_bin, bin_slot, wafer, lot, product CASCADE`),
);

async function begun(fileName: string, productScope: string[] | null = null): Promise<FileImport> {
  const importId = randomUUID();
  await imports.enter({
    importId,
    fileName,
    byteSize: 1,
    contentSha256: importId,
    origin: 'cli',
    requestedBy: 'spec',
    requestedAt: new Date(),
    productScope,
  });
  const file = await imports.begin(importId, new Date());
  if (file === null) throw new Error('the import did not begin');
  return file;
}

async function take(bytes: Uint8Array, productScope: string[] | null = null): Promise<ImportedFile> {
  return importer.take(await begun('odd.stdf', productScope), () => unpackFile(chunksOf(bytes), 1e8).chunks);
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1_000) yield bytes.slice(at, at + 1_000);
}

const count = async (table: string): Promise<number> =>
  (await uow.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n ?? -1;

describe.skipIf(!existsSync(LOT2))('the real lot2.stdf.gz', () => {
  it('gives the published counts and all three yields', async () => {
    const file = await begun('lot2.stdf.gz');
    const { summary, warnings } = await importer.take(file, () => unpackFile(createReadStream(LOT2), 1e9).chunks);
    expect(summary).toMatchObject({
      lots: ['GAL-LOT'],
      productId: 'GOLD8BAR',
      insertion: 'E38',
      wafers: 1,
      dies: 1_456,
      partRecords: 1_569,
      tests: 74,
      results: 52_403,
      relation: 'new',
      yields: { goodFinal: 1_389, gross: 1_456, retested: 113, recovered: 46 },
    });
    const { record, firstPass, final } = summary.yields;
    expect([record, firstPass, final].map((value) => ((value ?? 0) * 100).toFixed(2))).toEqual([
      '88.53',
      '92.24',
      '95.40',
    ]);
    expect(warnings).toEqual([]);
  });

  it('learns from the parts which bins pass, and numbers bins that have no name', async () => {
    const file = await begun('lot2.stdf.gz');
    await importer.take(file, () => unpackFile(createReadStream(LOT2), 1e9).chunks);
    const bins = (await context.get(BinCatalogue).bins(['GOLD8BAR'])).get('GOLD8BAR') ?? [];
    const soft = bins.filter(({ kind }) => kind === 'soft');
    expect(soft.filter(({ pass }) => pass).map(({ number }) => number)).toEqual([1]);
    expect(soft.filter(({ name }) => name === '')).toEqual([]);
  });

  it('takes the tester’s clock for local time of the fab', async () => {
    const file = await begun('lot2.stdf.gz');
    const { summary } = await importer.take(file, () => unpackFile(createReadStream(LOT2), 1e9).chunks);
    // 991,774,222 s on a clock in Taipei, eight hours ahead of UTC.
    expect(summary.testedFrom).toBe(new Date((991_774_222 - 8 * 3_600) * 1_000).toISOString());
  });

  it('keeps every parametric value, and marks the tests that were not run', async () => {
    const file = await begun('lot2.stdf.gz');
    await importer.take(file, () => unpackFile(createReadStream(LOT2), 1e9).chunks);
    const [values] = await uow.query<{ n: number; tests: number }>(
      `SELECT sum((SELECT count(*) FROM unnest(values) AS v WHERE v IS NOT NULL))::int AS n, count(*)::int AS tests FROM die_value`,
    );
    expect(values).toEqual({ n: 52_403, tests: 74 });
  });
});

describe('odd files', () => {
  for (const order of ['little', 'big'] as const) {
    it.each(oddSortFiles(order))(`${order}-endian: $name`, async (odd) => {
      const file = await begun('odd.stdf');
      const taken = importer.take(file, () => unpackFile(chunksOf(odd.bytes), 1e8).chunks);
      if (odd.error === null && odd.partRecords > 0) {
        const { summary, warnings } = await taken;
        expect(summary.partRecords).toBe(odd.partRecords);
        expect(warnings.map((warning) => warning.code).sort()).toEqual([...odd.warnings].sort());
        expect((await imports.find(file.importId, null))?.state).toBe('done');
        return;
      }
      const error: unknown = await taken.then(
        () => null,
        (thrown: unknown) => thrown,
      );
      const failure = importFailureOf(error, 'odd.stdf');
      expect(failure?.message).toContain('odd.stdf');
      expect(failure?.remedy).not.toBe('');
      if (odd.error !== null && odd.name !== 'gzip inside') expect(failure).toMatchObject(odd.error);
      for (const table of ['lot', 'product', 'test_run', 'die_segment', 'die_value', 'wafer_yield']) {
        expect([table, await count(table)]).toEqual([table, 0]);
      }
      expect((await imports.find(file.importId, null))?.state).toBe('running');
    });
  }

  it('takes nothing of a file that breaks off after thousands of parts', async () => {
    const whole = lot({ dies: 9_000 });
    await expect(take(whole.subarray(0, whole.length - 3))).rejects.toThrow(/MRR|truncated|ends/i);
    expect([await count('die_segment'), await count('lot')]).toEqual([0, 0]);
  });

  it('stops a gz bomb with a clear failure, however well the file begins', async () => {
    const writer = new StdfWriter('little').far();
    writer.mir({ lotId: 'BOMB', product: 'P1', program: 'PRG', programRevision: 'A', testCode: 'CP1', startTime: 1 });
    writer.wir({ id: 'W1' }).pir().prr({ x: 1, y: 1 });
    const padding = new Uint8Array(60_000);
    for (let record = 0; record < 1_000; record += 1) writer.record(Rec.GDR, (out) => out.bytes(padding));
    const error: unknown = await take(gzipSync(writer.take())).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    const failure = importFailureOf(error, 'bomb.stdf.gz');
    expect(failure).toMatchObject({ code: 'expansion-limit' });
    expect(failure?.message).toContain('bomb.stdf.gz');
    expect(failure?.remedy).toContain('FAB_MAX_IMPORT_BYTES');
    expect(await count('lot')).toBe(0);
  });

  it('refuses a file without a lot, and one of a product that the sender may not write to', async () => {
    await expect(take(lot({ lotId: '' }))).rejects.toMatchObject({ code: 'lot-missing', record: 'MIR' });
    await expect(take(lot({}), ['OTHER'])).rejects.toMatchObject({ code: 'product-out-of-scope' });
    expect(await count('lot')).toBe(0);
  });
});

interface LotOptions {
  readonly lotId?: string;
  readonly startTime?: number;
  readonly insertion?: string;
  readonly dies?: number;
  /** Parts (by number) that fail. */
  readonly fails?: readonly number[];
}

function lot({ lotId = 'L1', startTime = 1_000, insertion = 'CP1', dies = 4, fails = [] }: LotOptions): Uint8Array {
  const writer = new StdfWriter('little').far();
  writer.mir({ lotId, product: 'P1', program: 'PRG', programRevision: 'A', testCode: insertion, startTime });
  writer.wir({ id: 'W1' });
  for (let die = 0; die < dies; die += 1) {
    const failed = fails.includes(die);
    writer.pir().prr({ x: die % 100, y: Math.floor(die / 100), flags: failed ? 8 : 0, hardBin: failed ? 5 : 1 });
  }
  return writer
    .wrr({ id: 'W1' })
    .hbr({ bin: 1, outcome: 'P' })
    .hbr({ bin: 5, outcome: 'F' })
    .mrr(startTime + 60)
    .take();
}

describe('several files of one wafer', () => {
  it('merges a second pass in a later file die by die, by time', async () => {
    await take(lot({ fails: [0, 1] }));
    const { summary } = await take(lot({ startTime: 5_000, dies: 2, fails: [1] }));
    expect(summary).toMatchObject({
      relation: 'retest',
      dies: 4,
      yields: { goodFirst: 2, goodFinal: 3, goodRecord: 3, retested: 2, recovered: 1 },
    });
  });

  it('gives the same result when the second pass is imported first', async () => {
    await take(lot({ startTime: 5_000, dies: 2, fails: [1] }));
    const { summary } = await take(lot({ fails: [0, 1] }));
    expect(summary.yields).toMatchObject({ goodFirst: 2, goodFinal: 3, retested: 2, recovered: 1 });
  });

  it('takes the same run with other content for a correction, and keeps the version before it', async () => {
    await take(lot({ fails: [0, 1] }));
    const { summary } = await take(lot({ fails: [0] }));
    expect(summary).toMatchObject({ relation: 'correction', yields: { goodFinal: 3, goodFirst: 3, records: 4 } });
    expect([await count('test_run'), await count('test_run_supersession')]).toEqual([2, 1]);
  });

  it('keeps insertions apart', async () => {
    await take(lot({ fails: [0, 1] }));
    const { summary } = await take(lot({ insertion: 'CP2', startTime: 9_000 }));
    expect(summary).toMatchObject({ relation: 'second-insertion', yields: { goodFinal: 4, gross: 4 } });
  });

  it('gives parts without a bin a bin that says so', async () => {
    const writer = new StdfWriter('little').far();
    writer.mir({ lotId: 'L1', product: 'P1', program: 'PRG', programRevision: 'A', testCode: 'CP1', startTime: 1 });
    writer.wir({ id: 'W1' }).pir().prr({ x: 1, y: 1, flags: 8, hardBin: 65_535, softBin: 65_535 });
    await take(writer.wrr({ id: 'W1' }).mrr(2).take());
    const named = await uow.query(
      `SELECT b.name FROM wafer_yield y JOIN program_bin b ON b.kind = 'soft' AND b.number = y.soft_bins[1]`,
    );
    expect(named).toEqual([{ name: 'No bin' }]);
  });

  it('makes the product and its bins known from the file', async () => {
    await take(lot({ fails: [0] }));
    const bins = await uow.query(
      `SELECT number, pass FROM program_bin WHERE product_id = 'P1' AND kind = 'hard' ORDER BY number`,
    );
    expect(bins).toEqual([
      { number: 1, pass: true },
      { number: 5, pass: false },
    ]);
  });
});
