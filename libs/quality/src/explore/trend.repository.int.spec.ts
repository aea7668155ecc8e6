import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import type { ProductInsertion } from '@fabwright/fab';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asEvent, qualityOn, waferTest, type DieRow } from '../quality.spec-support.ts';
import type { Population } from '../population/population.ts';
import { ChangeEventsRepository } from './change-events.repository.ts';
import { MeasureKind, SplitKind, type MeasureInput, type SplitInput } from './explore.types.ts';
import { LotWafersRepository } from './lot-trend/lot-wafers.repository.ts';
import { TrendRepository } from './trend.repository.ts';
import type { MeasuredQuery } from './trend.sql.ts';
import { UnitRepository } from './unit.repository.ts';

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

let database: TestDatabase;
let trends: TrendRepository;
let changes: ChangeEventsRepository;
let units: UnitRepository;

const at = (day: number, hour = 8): string => new Date(Date.UTC(2026, 10, day, hour)).toISOString();
/** Ten dies, of which so many fail into bin 5, all with a value of VDD. */
const dies = (fails: number, vdd = 1): DieRow[] =>
  Array.from({ length: 10 }, (_, x) => [x, 0, x < fails ? 5 : 1, vdd + x / 100]);
const sorted = (lotId: string, waferId: string, day: number, fails: number, over: object = {}) =>
  waferTest(dies(fails), { lotId, waferId, productId: 'A', runId: `${lotId}-${waferId}`, startedAt: at(day), ...over });

const etch = (
  lotId: string,
  toolId: string,
  day: number,
  wafers: Readonly<Record<string, [chamber: string, flow: number | null]>>,
  over: object = {},
) =>
  asEvent(
    'fab.process-run.v1',
    {
      runId: `${lotId}-ETCH-${day}`,
      lotId,
      lotNo: lotId,
      productId: 'A',
      stepId: 'ETCH',
      stepName: 'Contact etch',
      area: 'Etch',
      toolId,
      recipe: { id: 'CT', version: '7' },
      startedAt: at(day, 1),
      endedAt: at(day, 2),
      wafers: Object.entries(wafers).map(([waferId, [chamber]]) => ({ waferId, chamber })),
      sensors: [
        { name: 'he_flow', unit: 'sccm', statistic: 'mean', values: Object.values(wafers).map(([, flow]) => flow) },
        { name: 'he_flow', unit: 'sccm', statistic: 'max', values: Object.values(wafers).map(() => 99) },
      ],
      ...over,
    },
    at(day, 2),
  );

beforeAll(async () => {
  database = await cloneDatabase();
  const fab = qualityOn(await database.connect());
  await fab.record(
    sorted('L1', 'W1', 20, 1),
    sorted('L1', 'W2', 20, 3),
    sorted('L2', 'W3', 21, 5),
    etch('L1', 'ETC-1', 1, { W1: ['A', 12], W2: ['B', 14] }),
    // Reworked: the last time counts.
    etch('L1', 'ETC-2', 3, { W2: ['A', 15] }, { recipe: { id: 'CT', version: '8' } }),
    etch('L2', 'ETC-1', 5, { W3: ['B', null] }),
    asEvent(
      'fab.metrology.v1',
      {
        runId: 'M1',
        lotId: 'L1',
        lotNo: 'L1',
        productId: 'A',
        stepId: 'CD',
        toolId: 'SEM-1',
        parameter: 'cd',
        unit: 'nm',
        measuredAt: at(4),
        wafers: [
          {
            waferId: 'W1',
            sites: [
              { x: 0, y: 0, value: 40 },
              { x: 1, y: 0, value: 44 },
            ],
          },
        ],
      },
      at(4),
    ),
    asEvent(
      'fab.etest.v1',
      {
        runId: 'E1',
        lotId: 'L1',
        lotNo: 'L1',
        productId: 'A',
        stepId: 'WAT',
        toolId: 'WAT-1',
        measuredAt: at(10),
        parameters: [
          { name: 'VTN', unit: 'V' },
          { name: 'RON', unit: 'Ω' },
        ],
        wafers: [
          {
            waferId: 'W2',
            sites: [
              { x: 0, y: 0, values: [0.4, 100] },
              { x: 1, y: 0, values: [0.6, null] },
            ],
          },
        ],
      },
      at(10),
    ),
    asEvent(
      'fab.maintenance.v1',
      { maintenanceId: 'PM-1', toolId: 'ETC-1', chamber: 'B', kind: 'pm', startedAt: at(3), endedAt: at(4) },
      at(4),
    ),
  );
  trends = new TrendRepository(fab.uow, new LotWafersRepository(fab.uow));
  changes = new ChangeEventsRepository(fab.uow);
  units = new UnitRepository(fab.uow);
});
afterAll(() => database.drop());

const query = (
  measure: Partial<MeasureInput> = {},
  split: SplitInput | null = null,
  over: Partial<MeasuredQuery> = {},
) => ({
  population: ALL,
  measure: { kind: MeasureKind.FINAL_YIELD, ...measure },
  split,
  trackOutOf: null,
  ...over,
});
const values = async (asked: MeasuredQuery) =>
  Object.fromEntries((await trends.byWafer(asked)).map(({ waferId, num, den }) => [waferId, num / den]));
const groups = async (split: SplitInput) =>
  (await trends.byLot(query({}, split))).map((lot) => [lot.key, lot.split, lot.wafers, lot.num / lot.den]);

describe('a measure by wafer', () => {
  it('is a yield or a bin as a fraction of dies', async () => {
    await expect(values(query())).resolves.toEqual({ W1: 0.9, W2: 0.7, W3: 0.5 });
    await expect(values(query({ kind: MeasureKind.BIN, bin: 5 }))).resolves.toEqual({ W1: 0.1, W2: 0.3, W3: 0.5 });
    await expect(values(query({ kind: MeasureKind.BIN, bin: 9 }))).resolves.toEqual({ W1: 0, W2: 0, W3: 0 });
  });

  it('is a sensor of the last run at a step, and missing where it was not measured', async () => {
    const measure = { kind: MeasureKind.FDC, stepId: 'ETCH', parameter: 'he_flow', statistic: 'mean' };
    await expect(values(query(measure))).resolves.toEqual({ W1: 12, W2: 15 });
    await expect(values(query({ ...measure, statistic: 'sd' }))).resolves.toEqual({});
    await expect(units.unit(ALL, measure)).resolves.toBe('sccm');
  });

  it('is the mean over the sites of a metrology or electrical parameter', async () => {
    const cd = { kind: MeasureKind.METROLOGY, stepId: 'CD', parameter: 'cd' };
    await expect(values(query(cd))).resolves.toEqual({ W1: 42 });
    await expect(values(query({ kind: MeasureKind.ETEST, parameter: 'VTN' }))).resolves.toEqual({
      W2: expect.closeTo(0.5, 6) as number,
    });
    await expect(values(query({ kind: MeasureKind.ETEST, parameter: 'RON' }))).resolves.toEqual({ W2: 100 });
    await expect(units.unit(ALL, { kind: MeasureKind.ETEST, parameter: 'RON' })).resolves.toBe('Ω');
    await expect(units.unit(ALL, cd)).resolves.toBe('nm');
  });

  it('says what it lacks', async () => {
    expect(() => trends.byWafer(query({ kind: MeasureKind.FDC, stepId: 'ETCH' }))).toThrow(/which parameter/);
    await expect(groups({ kind: SplitKind.CHAMBER })).rejects.toThrow(/choose the step/);
  });
});

describe('a measure by lot', () => {
  it('is die-weighted, with its wafers within', async () => {
    const lots = await trends.byLot(query());
    expect(lots).toMatchObject([
      { key: 'L1', split: null, wafers: 2, num: 16, den: 20 },
      { key: 'L2', wafers: 1, num: 5, den: 10 },
    ]);
    expect([...(lots[0]?.within ?? [])].sort()).toEqual([0.7, 0.9]);
  });

  it('falls into groups by where its wafers went', async () => {
    await expect(groups({ kind: SplitKind.CHAMBER, stepId: 'ETCH' })).resolves.toEqual([
      ['L1', 'ETC-1/A', 1, 0.9],
      ['L1', 'ETC-2/A', 1, 0.7],
      ['L2', 'ETC-1/B', 1, 0.5],
    ]);
    await expect(groups({ kind: SplitKind.RECIPE_VERSION, stepId: 'ETCH' })).resolves.toEqual([
      ['L1', '7', 1, 0.9],
      ['L1', '8', 1, 0.7],
      ['L2', '7', 1, 0.5],
    ]);
    await expect(groups({ kind: SplitKind.TOOL, stepId: 'NO-STEP' })).resolves.toMatchObject([
      ['L1', null, 2, 0.8],
      ['L2', null, 1, 0.5],
    ]);
    for (const kind of [SplitKind.TESTER, SplitKind.PROBE_CARD, SplitKind.PROGRAM_REVISION, SplitKind.PRODUCT]) {
      await expect(groups({ kind })).resolves.toHaveLength(2);
    }
  });

  it('can stand at the time when its wafers left a step', async () => {
    const lots = await trends.byLot(query({}, null, { trackOutOf: 'ETCH' }));
    expect(lots.map((lot) => [lot.key, new Date(lot.at).toISOString()])).toEqual([
      ['L1', at(3, 2)],
      ['L2', at(5, 2)],
    ]);
  });
});

describe('changes beside it', () => {
  it('are recipes of the step, and maintenance of the chamber that was chosen', async () => {
    const through = [{ stepId: 'ETCH', toolId: 'ETC-1', chamber: 'B' }];
    const found = await changes.changes(query({}, null, { population: { ...ALL, through }, trackOutOf: 'ETCH' }));
    expect(found.map(({ kind, label, startsPhase }) => [kind, label, startsPhase])).toEqual([
      ['recipe', 'CT 8', true],
      ['pm', 'ETC-1/B pm', true],
    ]);
    const elsewhere = { ...ALL, through: [{ toolId: 'ETC-1', chamber: 'A' }] };
    await expect(changes.changes(query({}, null, { population: elsewhere }))).resolves.toEqual([]);
  });

  it('are programs, cards and limits of the tester, the same from lots as from their wafers', async () => {
    const own = await cloneDatabase();
    try {
      const { record, uow, lotYields } = qualityOn(await own.connect());
      await record(sorted('L1', 'W1', 20, 1), sorted('L1', 'W2', 20, 1), sorted('L2', 'W3', 21, 1));
      await uow.run(async () => {
        await uow.query(`UPDATE wafer_yield SET probe_card = 'C' || right(wafer_id, 1)`);
        await uow.query(`UPDATE wafer_yield SET program_revision = '9' WHERE lot_id = 'L2'`);
        await uow.query(`INSERT INTO test_set
          SELECT 'tighter', jsonb_set(tests, '{0,highLimit}', '0.75') FROM test_set LIMIT 1`);
        await uow.query(`UPDATE test_run SET test_set_id = 'tighter' WHERE lot_id = 'L2'`);
        await lotYields.refresh(['L1', 'L2']);
      });
      const repository = new ChangeEventsRepository(uow);
      const ofLots = await repository.changes(query());
      expect(ofLots.map(({ kind }) => kind).sort()).toEqual(['card', 'card', 'limit', 'program']);
      const wafers = ['W1', 'W2', 'W3'];
      const ofWafers = await repository.changes(query({}, null, { population: { ...ALL, wafers } }));
      expect(ofLots).toEqual(ofWafers);

      // the first lot of all brought both: which came first is told by its runs
      await uow.query(`UPDATE test_run SET test_set_id = 'tighter', started_at = started_at + interval '1 h'
        WHERE wafer_id = 'W2'`);
      const limit = (await repository.changes(query())).find(({ kind }) => kind === 'limit');
      expect(limit?.label).toMatch(/→ .*0\.75/);
    } finally {
      await own.drop();
    }
  });
});
