import { LotHistoryRepository, ProductVersionStore } from '@fabwright/fab';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Maths } from '../maths/maths.ts';
import { ParametricService } from '../parametric/parametric.service.ts';
import { TestRepository } from '../parametric/test.repository.ts';
import { qualityOn, waferTest, type DieRow } from '../quality.spec-support.ts';
import { TestSummaryRepository } from './test-summary.repository.ts';
import { TestSummaryService } from './test-summary.service.ts';

const FIRST: DieRow[] = [
  [0, 0, 1, 1, 10],
  [1, 0, 5, 3, Number.NaN],
  [2, 0, 1, 2, 30],
];
/** The fail is tested again and passes this time. */
const RETEST: DieRow[] = [[1, 0, 1, 4, 20]];

let database: TestDatabase;
let source: DataSource;
let quality: ReturnType<typeof qualityOn>;
const maths = new Maths();

const serviceOn = (on: DataSource): TestSummaryService => {
  const { uow, versions } = qualityOn(on);
  return new TestSummaryService(uow, new TestSummaryRepository(uow), versions, maths);
};
const summaries = (): Promise<{ wafer: string; executed: number[]; median: number[]; seq: string }[]> =>
  source.query(
    `SELECT wafer_id AS wafer, test_numbers, executed, median, seq FROM wafer_test_summary ORDER BY lot_id, wafer_id`,
  );
const drain = async (service: TestSummaryService): Promise<void> => {
  while ((await service.round(2)).wafers > 0);
};

beforeAll(async () => {
  database = await cloneDatabase();
  source = await database.connect();
  quality = qualityOn(source);
  await quality.record(
    ...['W1', 'W2', 'W3'].map((waferId) => waferTest(FIRST, { waferId, runId: `first-${waferId}` })),
  );
});
afterAll(async () => {
  await maths.onApplicationShutdown();
  await database.drop();
});

describe('summaries of tests', () => {
  it('come for each wafer, in batches, and end', async () => {
    const service = serviceOn(source);
    expect(await service.round(2)).toEqual({ wafers: 2, outcome: 'done' });
    expect(await service.round(2)).toEqual({ wafers: 1, outcome: 'done' });
    expect(await service.round(2)).toEqual({ wafers: 0, outcome: 'done' });
    expect(await summaries()).toMatchObject(
      ['W1', 'W2', 'W3'].map((wafer) => ({ wafer, executed: [3, 2], median: [2, 20] })),
    );
  });

  it('follow a retest by the last value of each die, and are what the wafer’s page says', async () => {
    await quality.record(
      waferTest(RETEST, {
        waferId: 'W2',
        runId: 'second',
        startedAt: '2026-11-21T08:00:00Z',
        finishedAt: '2026-11-21T09:00:00Z',
      }),
    );
    await drain(serviceOn(source));
    const rows = await summaries();
    expect(rows[1]).toMatchObject({ wafer: 'W2', executed: [3, 3], median: [2, 20] });
    const parametric = new ParametricService(
      new TestRepository(quality.uow),
      new ProductVersionStore(quality.uow, { notify: () => Promise.resolve() } as never),
      new LotHistoryRepository(quality.uow),
    );
    const shown = await parametric.summary({ lotId: 'L1', waferId: 'W2', insertion: 'CP1' }, 1000, null);
    const stored: Record<string, number>[] = await source.query(
      `SELECT executed[1] AS executed, mean[1] AS mean, sd[1] AS sd, p95[1] AS p95, max[1] AS max
       FROM wafer_test_summary WHERE wafer_id = 'W2'`,
    );
    const page = new Map(Object.entries(shown!) as [string, number][]);
    for (const [quantity, value] of Object.entries(stored[0]!)) expect(value).toBeCloseTo(page.get(quantity)!, 6);
  });

  it('leave the turn to one process', async () => {
    await quality.record(waferTest(FIRST, { waferId: 'W4', runId: 'first-W4' }));
    const other = await database.connect();
    const held = other.createQueryRunner();
    await held.startTransaction();
    await held.query(`SELECT pg_advisory_xact_lock(hashtextextended('wafer_test_summary', 0))`);
    expect(await serviceOn(source).round(5)).toEqual({ wafers: 0, outcome: 'behind' });
    await held.rollbackTransaction();
    await held.release();
    expect(await serviceOn(source).round(5)).toEqual({ wafers: 1, outcome: 'done' });
  });

  it('write nothing of a batch that was cut off, and do it again', async () => {
    await quality.record(...['W5', 'W6'].map((waferId) => waferTest(FIRST, { waferId, runId: `first-${waferId}` })));
    const { uow, versions } = qualityOn(source);
    const repository = new TestSummaryRepository(uow);
    repository.advance = () => Promise.reject(new Error('killed'));
    await expect(new TestSummaryService(uow, repository, versions, maths).round(5)).rejects.toThrow('killed');
    expect(await summaries()).toHaveLength(4);
    await drain(serviceOn(source));
    expect((await summaries()).map(({ wafer }) => wafer)).toEqual(['W1', 'W2', 'W3', 'W4', 'W5', 'W6']);
  });
});
