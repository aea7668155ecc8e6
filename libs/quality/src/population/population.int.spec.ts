import { encodeInt16 } from '@fabwright/contracts';
import { FabConfig, type FabClock } from '@fabwright/platform';
import { ProductInsertionStore } from '@fabwright/fab';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asEvent, qualityOn, waferTest, type DieRow } from '../quality.spec-support.ts';
import { PopulationService } from './population.service.ts';
import type { PopulationFilter } from './population.types.ts';

const NOW = '2026-11-23T12:00:00Z';
const DIES: DieRow[] = [[0, 0, 1, 0.5]];

let database: TestDatabase;
let service: PopulationService;
let source: DataSource;

const at = (day: number): string => `2026-11-${String(day).padStart(2, '0')}T08:00:00Z`;
const tested = (lotId: string, waferId: string, day: number, productId = 'A') =>
  waferTest(DIES, { lotId, productId, waferId, runId: `${lotId}-${waferId}`, startedAt: at(day) });

const run = (lotId: string, toolId: string, chambers: Readonly<Record<string, string>>) =>
  asEvent(
    'fab.process-run.v1',
    {
      runId: `${lotId}-ETCH`,
      lotId,
      lotNo: lotId,
      productId: 'A',
      stepId: 'ETCH',
      stepName: 'Contact etch',
      area: 'Etch',
      toolId,
      recipe: { id: 'R', version: '7' },
      startedAt: at(1),
      endedAt: at(2),
      wafers: Object.entries(chambers).map(([waferId, chamber]) => ({ waferId, chamber })),
      sensors: [],
    },
    at(2),
  );

const definition = asEvent(
  'fab.product-definition.v1',
  {
    productId: 'A',
    version: 1,
    name: 'Product A',
    waferDiameterMm: 200,
    dieWidthMm: 10,
    dieHeightMm: 20,
    edgeExclusionMm: 3,
    notch: 'down',
    axes: { x: 'right', y: 'up' },
    dies: { x: encodeInt16(Int16Array.of(0)), y: encodeInt16(Int16Array.of(0)) },
    bins: [{ kind: 'soft', number: 1, name: 'Pass', pass: true }],
    insertions: [{ id: 'CP1', name: 'Sort 1' }],
    tests: [],
    targets: [],
  },
  '2026-01-01T00:00:00Z',
);

beforeAll(async () => {
  database = await cloneDatabase();
  source = await database.connect();
  const fab = qualityOn(source);
  await fab.record(
    definition,
    tested('L1', 'W1', 20),
    tested('L1', 'W2', 20),
    tested('L2', 'W3', 21),
    tested('OLD', 'W4', 1),
    tested('B1', 'W5', 21, 'B'),
    run('L1', 'ETC-1', { W1: 'A', W2: 'B' }),
    run('L2', 'ETC-2', { W3: 'A' }),
  );
  const clock: Pick<FabClock, 'now'> = { now: () => Promise.resolve(new Date(NOW)) };
  const config = FabConfig.fromEnvironment({ FAB_DATABASE_URL: 'postgres://x' });
  service = new PopulationService(fab.uow, new ProductInsertionStore(fab.uow), clock, config);
});
afterAll(() => database.drop());

const wafers = async (filter: PopulationFilter, scope: readonly string[] | null = null): Promise<string[]> =>
  service.waferIds(await service.choose(filter, scope));

describe('a population', () => {
  it('is the production of the last weeks, by lots', async () => {
    await expect(wafers({ productId: 'A', weeks: 2 })).resolves.toEqual(['L1/W1', 'L1/W2', 'L2/W3']);
    await expect(wafers({ productId: 'A', weeks: 5 })).resolves.toContain('OLD/W4');
  });

  it('takes named lots and wafers from any time, whatever way they are written', async () => {
    await expect(wafers({ lots: ['OLD', 'L1'] })).resolves.toEqual(['OLD/W4', 'L1/W1', 'L1/W2']);
    await expect(wafers({ wafers: ['W2', 'OLD/W4'] })).resolves.toEqual(['OLD/W4', 'L1/W2']);
    await expect(wafers({ lots: ['OLD', 'L1'], weeks: 2 })).resolves.toEqual(['L1/W1', 'L1/W2']);
  });

  it('follows the way of the wafers, all conditions of a passage on one run', async () => {
    await expect(wafers({ through: [{ toolId: 'ETC-1', chamber: 'B' }] })).resolves.toEqual(['L1/W2']);
    await expect(wafers({ through: [{ stepId: 'ETCH', chamber: 'A' }] })).resolves.toEqual(['L1/W1', 'L2/W3']);
    await expect(wafers({ through: [{ toolId: 'ETC-2', chamber: 'B' }] })).resolves.toEqual([]);
    await expect(wafers({ through: [{ recipeVersion: '8' }] })).resolves.toEqual([]);
  });

  it('shows nothing beyond the scope, and knows no product outside of it', async () => {
    await expect(wafers({ lots: ['L1', 'B1'] }, ['B'])).resolves.toEqual(['B1/W5']);
    await expect(wafers({ productId: 'A' }, ['B'])).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('names what was not found, and what may not be seen is not found either', async () => {
    const filter = { lots: ['L1', 'NO-SUCH', 'B1'], wafers: ['W1', 'L2/W3', 'L1/W3'] };
    const all = await service.notFound(await service.choose(filter, null));
    expect(all).toMatchObject({ lots: ['NO-SUCH'], wafers: ['L1/W3'], ahead: 0 });
    const scoped = await service.notFound(await service.choose(filter, ['B']));
    expect(scoped).toMatchObject({ lots: ['L1', 'NO-SUCH'], wafers: ['W1', 'L2/W3', 'L1/W3'], ahead: 0 });
  });

  it('counts wafers that were excluded by hand, each once, and leaves them out', async () => {
    await source.query(`UPDATE wafer_yield SET excluded = true WHERE lot_id = 'L2'`);
    const [both, later] = [
      await service.choose({ productId: 'A' }, null),
      await service.choose({ lots: ['L2'] }, null),
    ];
    expect(await service.notFound(both, later)).toMatchObject({ excluded: 1, dies: null });
    expect(await service.notFound(await service.choose({ lots: ['L1'] }, null))).toMatchObject({ excluded: 0 });
    expect(await service.notFound(await service.choose({ lots: ['L2'] }, ['B']))).toMatchObject({ excluded: 0 });
    await expect(wafers({ productId: 'A', weeks: 2 })).resolves.toEqual(['L1/W1', 'L1/W2']);
  });
});
