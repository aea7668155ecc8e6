import { ProductInsertionStore } from '@fabwright/fab';
import { FabConfig, type FabClock } from '@fabwright/platform';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PopulationService } from '../population/population.service.ts';
import { qualityOn, waferTest, type DieRow, type RunOver } from '../quality.spec-support.ts';
import { DieValuesRepository } from './die-values.repository.ts';

const WAFERS = ['once', 'again', 'in parts', 'corrected'] as const;
/** 4 dies in a row, with a value each. */
const DIES: readonly DieRow[] = [
  [0, 0, 1, 0.5],
  [1, 0, 1, 1.5],
  [2, 0, 5, 2.5],
  [3, 0, 5],
];

let database: TestDatabase;
let populations: PopulationService;
let dies: DieValuesRepository;

beforeAll(async () => {
  database = await cloneDatabase();
  const quality = qualityOn(await database.connect());
  const run = (waferId: string, rows: readonly DieRow[], over: RunOver = {}) =>
    waferTest(rows, { lotId: 'L', productId: 'P', waferId, runId: waferId, ...over });
  const part = (index: number) => ({ part: { index, count: 2 } });
  await quality.record(
    run('once', DIES),
    run('again', DIES),
    run('in parts', DIES.slice(0, 2), part(0)),
    run('in parts', DIES.slice(2).toReversed(), part(1)),
    run('corrected', DIES),
  );
  await quality.record(
    run('again', [DIES[0]!, [2, 0, 1, 8.5], [1, 0, 1]], { runId: 'later', startedAt: '2026-11-21T08:00:00Z' }),
    run('corrected', [DIES[0]!, [3, 0, 1, 9.5]]),
  );
  const clock: Pick<FabClock, 'now'> = { now: () => Promise.resolve(new Date('2026-11-23T12:00:00Z')) };
  const config = FabConfig.fromEnvironment({ FAB_DATABASE_URL: 'postgres://x' });
  populations = new PopulationService(quality.uow, new ProductInsertionStore(quality.uow), clock, config);
  dies = new DieValuesRepository(quality.uow);
});
afterAll(() => database.drop());

async function valuesOf(chosen: string | null): Promise<Record<string, number[]>> {
  const population = await populations.choose({ productId: 'P', lots: ['L'], dies: chosen }, null);
  const wafers = await dies.read({ population, test: 1000, split: null, mostWafers: WAFERS.length });
  return Object.fromEntries(wafers.map(({ waferId, values }) => [waferId, [...values]]));
}

describe('values of a test, die by die', () => {
  it('are the last of each die, whether it was tested once, again, in parts or corrected', async () => {
    expect(await valuesOf(null)).toEqual({
      once: [0.5, 1.5, 2.5, NaN],
      // the die that did not come to the test again keeps its value
      again: [0.5, 1.5, 8.5, NaN],
      'in parts': [0.5, 1.5, 2.5, NaN],
      corrected: [0.5, 9.5],
    });
  });

  it('are of the chosen dies, of wafers in one piece too', async () => {
    expect(await valuesOf('1.0.2.1')).toEqual({ once: [1.5, 2.5], again: [1.5, 8.5], 'in parts': [1.5, 2.5] });
  });
});
