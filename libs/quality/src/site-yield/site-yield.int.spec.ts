import type { ProductInsertion } from '@fabwright/fab';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MeasureKind, SplitKind, type SplitInput } from '../explore/explore.types.ts';
import { TestSideRepository } from '../explore/test-side/test-side.repository.ts';
import { dieLevel } from '../explore/test-side/test-side.ts';
import { LotWafersRepository } from '../explore/lot-trend/lot-wafers.repository.ts';
import { TrendRepository } from '../explore/trend.repository.ts';
import type { MeasuredQuery } from '../explore/trend.sql.ts';
import type { Population } from '../population/population.ts';
import { qualityOn, waferTest, type DieRow } from '../quality.spec-support.ts';
import { TestRunStore } from '../sort-run/test-run.store.ts';
import { SiteYieldCatchUp } from './site-yield.catch-up.ts';

const PAIR: ProductInsertion = {
  productId: 'A',
  productName: 'A',
  insertion: 'CP1',
  target: null,
  floor: null,
  setBy: null,
};
const ALL: Population = {
  pairs: [PAIR],
  lotTypes: ['production', 'engineering', 'qualification'],
  period: null,
  lots: null,
  wafers: null,
  through: [],
  programRevision: null,
  tester: null,
  probeCard: null,
  scope: null,
  dies: null,
};

/** Dies 0 … 7 on two sites in turn; those named fail into bin 5. */
const dies = (...fails: number[]): DieRow[] =>
  Array.from({ length: 8 }, (_, x) => [x, 0, fails.includes(x) ? 5 : 1, 1]);
const SITES = [0, 1, 0, 1, 0, 1, 0, 1];
const first = (lotId: string, waferId: string, ...fails: number[]) =>
  waferTest(dies(...fails), {
    lotId,
    waferId,
    productId: 'A',
    runId: `${waferId}-1`,
    sites: SITES,
    touchdowns: Array(8).fill(1) as number[],
  });

let database: TestDatabase;
let source: DataSource;
let quality: ReturnType<typeof qualityOn>;
let trends: TrendRepository;

beforeAll(async () => {
  database = await cloneDatabase();
  source = await database.connect();
  quality = qualityOn(source);
  trends = new TrendRepository(quality.uow, new LotWafersRepository(quality.uow));
  await quality.record(
    first('L1', 'W1', 1, 3),
    first('L1', 'W2'),
    first('L2', 'W3', 0),
    // Die 1 is touched again, on the other site, and passes.
    waferTest([[1, 0, 1, 1]], {
      lotId: 'L1',
      waferId: 'W1',
      productId: 'A',
      runId: 'W1-2',
      startedAt: '2026-11-21T08:00:00Z',
      sites: [0],
      touchdowns: [2],
    }),
  );
});
afterAll(() => database.drop());

const SITE: SplitInput = { kind: SplitKind.SITE };
const TOUCHDOWN: SplitInput = { kind: SplitKind.TOUCHDOWN };
const asked = (kind: MeasureKind, split: SplitInput, population: Partial<Population> = {}): MeasuredQuery => ({
  population: { ...ALL, ...population },
  measure: { kind },
  split,
  trackOutOf: null,
});
const lots = async (query: MeasuredQuery) =>
  (await trends.byLot(query)).map(({ key, split, num, den, wafers }) => [key, split, `${num}/${den}`, wafers]);

describe('yields by site and touchdown', () => {
  it('are good dies of the dies tested there, and a retested die is where its last result was made', async () => {
    await expect(lots(asked(MeasureKind.FINAL_YIELD, SITE))).resolves.toEqual([
      ['L1', '0', '9/9', 2],
      ['L1', '1', '6/7', 2],
      ['L2', '0', '3/4', 1],
      ['L2', '1', '4/4', 1],
    ]);
    await expect(lots(asked(MeasureKind.FIRST_PASS_YIELD, SITE))).resolves.toContainEqual(['L1', '1', '6/8', 2]);
    await expect(lots(asked(MeasureKind.RECORD_YIELD, TOUCHDOWN))).resolves.toEqual([
      ['L1', '1', '14/16', 2],
      ['L1', '2', '1/1', 1],
      ['L2', '1', '7/8', 1],
    ]);
  });

  it('are the same whether lots are kept added up or wafers are chosen one by one', async () => {
    const chosen = { wafers: ['W1', 'W2', 'W3'] };
    for (const kind of [MeasureKind.FINAL_YIELD, MeasureKind.FIRST_PASS_YIELD, MeasureKind.RECORD_YIELD]) {
      for (const split of [SITE, TOUCHDOWN]) {
        const kept = await lots(asked(kind, split));
        await expect(lots(asked(kind, split, chosen))).resolves.toEqual(kept);
      }
    }
    const wafers = await trends.byWafer(asked(MeasureKind.FINAL_YIELD, SITE, { wafers: ['W1'] }));
    expect(wafers.map(({ waferId, split, num, den }) => [waferId, split, num, den])).toEqual([
      ['W1', '0', 5, 5],
      ['W1', '1', 2, 3],
    ]);
    await expect(trends.sited(ALL)).resolves.toBe(3);
  });

  it('are what the tester’s side says of sites', async () => {
    const { sites } = dieLevel(await new TestSideRepository(quality.uow).sortedWafers(ALL));
    const trend = await trends.byLot(asked(MeasureKind.FIRST_PASS_YIELD, SITE));
    for (const { group, good, gross } of sites.groups) {
      const own = trend.filter(({ split }) => split === group);
      expect([own.reduce((sum, { num }) => sum + num, 0), own.reduce((sum, { den }) => sum + den, 0)]).toEqual([
        good,
        gross,
      ]);
    }
  });

  it('leave excluded wafers out, and are told apart from measures that no site has a part of', async () => {
    await source.query(`UPDATE wafer_yield SET excluded = true WHERE wafer_id = 'W2'`);
    await quality.uow.run(() => quality.lotYields.refresh(['L1']));
    await expect(lots(asked(MeasureKind.FINAL_YIELD, SITE))).resolves.toContainEqual(['L1', '1', '2/3', 1]);
    await source.query(`UPDATE wafer_yield SET excluded = false WHERE wafer_id = 'W2'`);
    await quality.uow.run(() => quality.lotYields.refresh(['L1']));
    await expect(trends.byLot(asked(MeasureKind.RECOVERY, SITE))).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      detail: { field: 'split.kind', reason: 'not-of-measure' },
    });
  });

  it('come to wafers that an older version derived, with the same numbers, and nothing is new to who follows', async () => {
    const before = await lots(asked(MeasureKind.FINAL_YIELD, SITE));
    const seqs: unknown = await source.query(`SELECT wafer_id, seq FROM wafer_yield ORDER BY wafer_id`);
    await source.query('TRUNCATE wafer_site_yield, lot_sites');
    await expect(lots(asked(MeasureKind.FINAL_YIELD, SITE))).resolves.toEqual([]);
    const catchUp = new SiteYieldCatchUp(quality.uow, new TestRunStore(quality.uow), quality.derivation);
    expect(await catchUp.next('')).toBe('L1');
    expect(await catchUp.next('L1')).toBe('L2');
    expect(await catchUp.next('L2')).toBeNull();
    expect(await catchUp.next('')).toBeNull();
    await expect(lots(asked(MeasureKind.FINAL_YIELD, SITE))).resolves.toEqual(before);
    await expect(source.query(`SELECT wafer_id, seq FROM wafer_yield ORDER BY wafer_id`)).resolves.toEqual(seqs);
  });
});
