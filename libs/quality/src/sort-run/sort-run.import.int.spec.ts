import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { qualityOn, waferTest } from '../quality.spec-support.ts';
import type { ImportedRun } from './sort-run.import.ts';
import type { DieColumns, SortRunHead, SortTest } from './sort-run.ts';

let database: TestDatabase;
let source: DataSource;
let quality: ReturnType<typeof qualityOn>;
beforeAll(async () => {
  database = await cloneDatabase();
  source = await database.connect();
  quality = qualityOn(source);
});
afterAll(() => database.drop());

type Values = Record<string, unknown>;
const all = (sql: string, ...parameters: unknown[]): Promise<Values[]> => source.query(sql, parameters);
const yieldOf = async (lotId: string, insertion = 'CP1'): Promise<Values> =>
  (
    await all(
      'SELECT tested, good_final, good_first, failed, run_count, records FROM wafer_yield WHERE lot_id = $1 AND insertion = $2',
      lotId,
      insertion,
    )
  )[0]!;

const head = (lotId: string, over: Partial<SortRunHead> = {}): SortRunHead => ({
  lotId,
  lotNo: lotId,
  waferId: 'W1',
  slot: null,
  sourceRunId: '',
  productId: 'FILED',
  lotType: null,
  insertion: 'CP1',
  program: 'FILED_CP1',
  programRevision: '3',
  tester: 'T9',
  testerSite: null,
  probeCard: null,
  loadBoard: null,
  temperatureC: null,
  startedAt: new Date('2001-05-01T08:00:00Z'),
  finishedAt: null,
  orientation: null,
  origin: 'file',
  importId: null,
  ...over,
});

/** Dies in a row from `x`; 1 passes, 0 fails into soft bin 4, −1 has no verdict and hard bin 9. */
function dies(x: number, ...verdicts: number[]): DieColumns {
  return {
    x: Int16Array.from(verdicts, (_, at) => x + at),
    y: new Int16Array(verdicts.length),
    site: new Uint8Array(verdicts.length),
    hardBin: verdicts.map((verdict) => (verdict === -1 ? 9 : verdict === 1 ? 1 : 2)),
    softBin: verdicts.map((verdict) => (verdict === 1 ? 1 : 4)),
    verdict: Int8Array.from(verdicts),
    touchdown: null,
    testTimeMs: null,
    partIds: verdicts.map((_, at) => `P${x + at}`),
  };
}

const TESTS: SortTest[] = ['VDD', 'IDD'].map((name, at) => ({
  number: 10 + at,
  pin: null,
  kind: 'parametric',
  name,
  unit: 'V',
  lowLimit: null,
  highLimit: 2,
}));

async function importFile(heads: readonly SortRunHead[], ...segments: DieColumns[]): Promise<ImportedRun[]> {
  return quality.uow.run(async () => {
    const file = quality.importer.begin();
    for (const one of heads) {
      for (const columns of segments) {
        const run = await file.open(one);
        const values = [{ test: 1, values: Float32Array.from(columns.x) }];
        await file.append(run, { dies: columns, values });
        file.end(run, new Date(one.startedAt.getTime() + 3_600_000));
      }
    }
    return file.finish(TESTS, [
      { kind: 'hard', number: 9, name: 'Contact', pass: false },
      { kind: 'soft', number: 4, name: 'Leak', pass: null },
    ]);
  });
}

describe('the import of a file', () => {
  it('joins the segments of a wafer, numbers them, and keeps tests, bins and part ids', async () => {
    const runs = await importFile([head('F1')], dies(0, 1, 1, 0), dies(3, 1, 0));
    expect(runs).toEqual([
      expect.objectContaining({
        relation: 'new',
        partRecords: 5,
        wafer: { lotId: 'F1', waferId: 'W1', insertion: 'CP1' },
      }),
    ]);
    expect(await yieldOf('F1')).toMatchObject({ tested: 5, good_final: 3, failed: 2, records: 5 });
    const rows = await all(
      `SELECT d.segment, d.part_ids, v.test_index, v.values FROM die_segment d
       JOIN die_value v USING (lot_id, run_id, wafer_id, segment) WHERE d.lot_id = 'F1' ORDER BY 1`,
    );
    expect(rows).toEqual([
      { segment: 0, part_ids: ['P0', 'P1', 'P2'], test_index: 1, values: [0, 1, 2] },
      { segment: 1, part_ids: ['P3', 'P4'], test_index: 1, values: [3, 4] },
    ]);
    expect((await quality.bins.bins(['FILED'])).get('FILED')).toContainEqual(
      expect.objectContaining({ kind: 'soft', number: 4, name: 'Leak', slot: 1 }),
    );
  });

  it('judges records without a verdict by the bins that the file tells at its end', async () => {
    await importFile([head('F2')], dies(0, 1, -1, 0));
    expect(await yieldOf('F2')).toMatchObject({ tested: 3, good_final: 1, failed: 2 });
  });

  it('tells correction, retest and second insertion apart, and keeps every version', async () => {
    await importFile([head('F3')], dies(0, 1, 0, 0));
    const [correction] = await importFile([head('F3')], dies(0, 1, 1, 0));
    expect(correction!.relation).toBe('correction');
    expect(await yieldOf('F3')).toMatchObject({ good_final: 2, good_first: 2, run_count: 1 });
    const later = head('F3', { startedAt: new Date('2001-05-02T08:00:00Z') });
    const [retest] = await importFile([later], dies(2, 1));
    expect(retest!.relation).toBe('retest');
    expect(await yieldOf('F3')).toMatchObject({ good_final: 3, good_first: 2, run_count: 2 });
    const [second] = await importFile([head('F3', { insertion: 'CP2' })], dies(0, 0, 1, 1));
    expect(second!.relation).toBe('second-insertion');
    expect(await yieldOf('F3', 'CP2')).toMatchObject({ good_final: 2, run_count: 1 });
    expect(await all(`SELECT run_id FROM test_run WHERE lot_id = 'F3'`)).toHaveLength(4);
    expect(await all(`SELECT run_id FROM test_run_supersession WHERE lot_id = 'F3'`)).toHaveLength(1);
  });

  it('corrects a run that an event brought, when it is the same by program and second of start', async () => {
    const startedAt = '2026-11-20T08:00:00Z';
    await quality.record(
      waferTest(
        [
          [0, 0, 1],
          [1, 0, 5],
        ],
        { lotId: 'F4', startedAt },
      ),
    );
    const same = head('F4', { program: 'PMIC_CP1', startedAt: new Date(startedAt), productId: 'PMIC-K7' });
    const [run] = await importFile([same], dies(0, 1, 1));
    expect(run).toMatchObject({ relation: 'correction', runId: 'R1~v2' });
    expect(await yieldOf('F4')).toMatchObject({ tested: 2, good_final: 2, run_count: 1 });
  });

  it('leaves nothing behind when it fails in the middle', async () => {
    const failing = quality.uow.run(async () => {
      const file = quality.importer.begin();
      const run = await file.open(head('F5'));
      await file.append(run, { dies: dies(0, 1, 1), values: [] });
      throw new Error('the file ends early');
    });
    await expect(failing).rejects.toThrow('ends early');
    for (const table of ['lot', 'wafer', 'test_run', 'die_segment', 'wafer_yield']) {
      expect(await all(`SELECT 1 FROM ${table} WHERE lot_id = 'F5'`)).toEqual([]);
    }
  });
});

describe('an excluded wafer', () => {
  it('stays excluded when a retest derives it again', async () => {
    await importFile([head('X1')], dies(0, 1, 0));
    await all(
      `INSERT INTO wafer_exclusion (lot_id, wafer_id, exclusion_id, reason, excluded_by, excluded_at)
       VALUES ('X1', 'W1', gen_random_uuid(), 'damaged', 'Ada', now())`,
    );
    await all(`UPDATE wafer_yield SET excluded = true WHERE lot_id = 'X1'`);
    await importFile([head('X1', { startedAt: new Date('2001-05-03T08:00:00Z') })], dies(1, 1));
    await importFile([head('X1', { insertion: 'CP2' })], dies(1, 1));
    const rows = await all(`SELECT insertion, excluded FROM wafer_yield WHERE lot_id = 'X1' ORDER BY 1`);
    expect(rows).toEqual([
      { insertion: 'CP1', excluded: true },
      { insertion: 'CP2', excluded: true },
    ]);
  });
});
