import { ProductInsertionStore } from '@fabwright/fab';
import { stackWafers } from '@fabwright/analytics';
import { FabConfig, type FabClock } from '@fabwright/platform';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PopulationService } from '../population/population.service.ts';
import { qualityOn, waferTest, type DieRow, type RunOver } from '../quality.spec-support.ts';
import { StackRepository } from '../stack/stack.repository.ts';
import { WaferMapRepository } from './wafer-map.repository.ts';

/** 3 × 2 dies; the die (2, 1) fails into bin 40,000. */
const WHOLE: readonly DieRow[] = [
  [0, 0, 1],
  [1, 0, 1],
  [2, 0, 5],
  [0, 1, 1],
  [1, 1, 1],
  [2, 1, 40_000],
];

let database: TestDatabase;
let source: DataSource;
let quality: ReturnType<typeof qualityOn>;
let maps: WaferMapRepository;
let stacks: StackRepository;
let populations: PopulationService;
beforeAll(async () => {
  database = await cloneDatabase();
  source = await database.connect();
  quality = qualityOn(source);
  maps = new WaferMapRepository(quality.uow);
  stacks = new StackRepository(quality.uow);
  const clock: Pick<FabClock, 'now'> = { now: () => Promise.resolve(new Date('2026-11-23T12:00:00Z')) };
  const config = FabConfig.fromEnvironment({ FAB_DATABASE_URL: 'postgres://x' });
  populations = new PopulationService(quality.uow, new ProductInsertionStore(quality.uow), clock, config);
});
afterAll(() => database.drop());

const run = (waferId: string, dies: readonly DieRow[], over: RunOver = {}) =>
  waferTest(dies, { lotId: 'L', productId: 'P', waferId, runId: waferId, ...over });
const layouts = async (): Promise<number> => {
  const rows: { n: number }[] = await source.query(
    `SELECT count(DISTINCT layout_id)::integer AS n FROM wafer_map WHERE lot_id = 'L'`,
  );
  return rows[0]!.n;
};
const statesOf = async (waferId: string): Promise<string[]> => {
  const [map] = await maps.maps('L', 'CP1', [waferId], null);
  return [...map!.x].map((x, die) => `${x}/${map!.y[die]} ${map!.state[die]} ${map!.softBin[die]}`);
};
const stacked = async (bins: readonly number[]): Promise<string[]> => {
  const wafers = await stacks.dies(await populations.choose({ productId: 'P', lots: ['L'] }, null), bins);
  const { x, y, tested, failed } = stackWafers(wafers.map(({ dies }) => dies));
  return [...x].map((column, die) => `${column}/${y[die]} ${failed[die]} of ${tested[die]}`);
};

describe('maps of wafers', () => {
  it('share their layout in whatever order the dies were tested, and have another where dies are missing', async () => {
    await quality.record(
      run('W1', WHOLE),
      run('W2', WHOLE.toReversed()),
      run('W3', WHOLE.slice(0, 4)),
      run('W4', [[-7, 9, 5], ...WHOLE]),
    );
    expect(await layouts()).toBe(3);
    const whole = ['0/0 1 1', '1/0 1 1', '2/0 0 5', '0/1 1 1', '1/1 1 1', '2/1 0 40000'];
    expect(await statesOf('W1')).toEqual(whole);
    expect(await statesOf('W2')).toEqual(whole);
    expect(await statesOf('W3')).toEqual(whole.slice(0, 4));
    expect(await statesOf('W4')).toEqual([...whole, '-7/9 0 5']);
  });

  it('are laid on each other by position, by all bins or by some', async () => {
    expect(await stacked([])).toEqual([
      '0/0 0 of 4',
      '1/0 0 of 4',
      '2/0 4 of 4',
      '0/1 0 of 4',
      '1/1 0 of 3',
      '2/1 3 of 3',
      '-7/9 1 of 1',
    ]);
    const fails = async (bins: readonly number[]) => (await stacked(bins)).filter((die) => !die.includes(' 0 of'));
    expect(await fails([40_000])).toEqual(['2/1 3 of 3']);
    expect(await fails([5])).toEqual(['2/0 4 of 4', '-7/9 1 of 1']);
    expect(await fails([5, 40_000])).toHaveLength(3);
    expect(await fails([7])).toEqual([]);
  });

  it('follow a retest, of missing dies too, and a correction', async () => {
    const rest: readonly DieRow[] = [
      [2, 0, 1],
      [1, 1, 1],
      [2, 1, 7],
    ];
    await quality.record(run('W3', rest, { runId: 'W3-again', startedAt: '2026-11-20T12:00:00Z' }));
    expect(await layouts()).toBe(2);
    expect(await statesOf('W3')).toEqual(['0/0 1 1', '1/0 1 1', '2/0 2 1', '0/1 1 1', '1/1 1 1', '2/1 0 7']);
    const [corrected] = await quality.record(run('W4', WHOLE.slice(0, 3)));
    expect(corrected).toBe('correction');
    expect(await statesOf('W4')).toEqual(['0/0 1 1', '1/0 1 1', '2/0 0 5']);
    expect(await maps.extent('L', 'CP1', null)).toEqual({ minX: 0, maxX: 2, minY: 0, maxY: 1 });
  });

  it('of a wafer without a placed die are empty, and stand in no other’s way', async () => {
    await quality.record(run('W5', [[-32_768, -32_768, 5]]));
    expect(await statesOf('W5')).toEqual([]);
    expect(await stacked([5])).toHaveLength(6);
  });

  it('tell in which bins dies passed at last', async () => {
    expect([...(await quality.derivation.passingBins(['L'], 'CP1'))].sort()).toEqual(['hard 1', 'soft 1']);
  });
});
