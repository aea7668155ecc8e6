import { DieSelection, encodeInt16 } from '@fabwright/contracts';
import { ProductInsertionStore } from '@fabwright/fab';
import { FabConfig, type FabClock } from '@fabwright/platform';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MeasureKind, SplitKind, type MeasureInput } from '../explore/explore.types.ts';
import { waferValues } from '../explore/lot-trend/lot-measure.ts';
import { LotWafersRepository } from '../explore/lot-trend/lot-wafers.repository.ts';
import { MembersRepository } from '../explore/members/members.repository.ts';
import { TrendRepository } from '../explore/trend.repository.ts';
import { asEvent, qualityOn, waferTest, type DieRow } from '../quality.spec-support.ts';
import { PopulationService } from './population.service.ts';
import type { PopulationFilter } from './population.types.ts';

/** 6 × 6 dies. Product A has a die map of them all, B has none. */
const SIDE = 6;
const PLACES = Array.from({ length: SIDE * SIDE }, (_, die) => [(die % SIDE) - 2, Math.floor(die / SIDE) - 2] as const);
const ALL = { x: PLACES.map(([x]) => x), y: PLACES.map(([, y]) => y) };
const EVERYTHING = DieSelection.of(ALL)?.text ?? '';
/** The lower row, 6 dies. */
const LOWER = '-2.-2.6';

let database: TestDatabase;
let populations: PopulationService;
let trends: TrendRepository;
let members: MembersRepository;

const definition = (productId: string, dies: typeof ALL) =>
  asEvent(
    'fab.product-definition.v1',
    {
      productId,
      version: 1,
      name: productId,
      waferDiameterMm: 200,
      dieWidthMm: 25,
      dieHeightMm: 25,
      edgeExclusionMm: 3,
      notch: 'down',
      axes: { x: 'right', y: 'up' },
      dies: { x: encodeInt16(Int16Array.from(dies.x)), y: encodeInt16(Int16Array.from(dies.y)) },
      bins: [{ kind: 'soft', number: 1, name: 'Pass', pass: true }],
      insertions: [{ id: 'CP1', name: 'Sort 1' }],
      tests: [],
      targets: [],
    },
    '2026-01-01T00:00:00Z',
  );

const sorted = (lotId: string, waferId: string, bin: (x: number, y: number) => number, over = {}) =>
  waferTest(
    PLACES.map(([x, y]): DieRow => [x, y, bin(x, y), 1]),
    { lotId, productId: 'A', waferId, runId: `${lotId}-${waferId}`, startedAt: '2026-11-20T08:00:00Z', ...over },
  );

beforeAll(async () => {
  database = await cloneDatabase();
  const fab = qualityOn(await database.connect());
  await fab.record(
    definition('A', ALL),
    // the lower row fails into 5 but for one die, which fails into 7; the first die recovers
    sorted('L1', 'W1', (x, y) => (y === -2 ? (x === 3 ? 7 : 5) : 1)),
    waferTest([[-2, -2, 1, 1]], {
      lotId: 'L1',
      productId: 'A',
      waferId: 'W1',
      runId: 'L1-W1-retest',
      startedAt: '2026-11-20T10:00:00Z',
    }),
    // the upper row fails; the last two dies of the lower row were never tested
    waferTest(
      PLACES.filter(([x, y]) => !(y === -2 && x > 1)).map(([x, y]): DieRow => [x, y, y === 3 ? 9 : 1, 1]),
      { lotId: 'L1', productId: 'A', waferId: 'W2', runId: 'L1-W2', startedAt: '2026-11-20T08:00:00Z' },
    ),
    sorted('L2', 'W1', () => 1, { startedAt: '2026-11-21T08:00:00Z' }),
    sorted('B1', 'W1', (x) => (x === 0 ? 5 : 1), { productId: 'B' }),
  );
  const clock: Pick<FabClock, 'now'> = { now: () => Promise.resolve(new Date('2026-11-23T12:00:00Z')) };
  const config = FabConfig.fromEnvironment({ FAB_DATABASE_URL: 'postgres://x' });
  populations = new PopulationService(fab.uow, new ProductInsertionStore(fab.uow), clock, config);
  trends = new TrendRepository(fab.uow, new LotWafersRepository(fab.uow));
  members = new MembersRepository(fab.uow);
});
afterAll(() => database.drop());

const FINAL: MeasureInput = { kind: MeasureKind.FINAL_YIELD };
const ask = async (filter: PopulationFilter, measure = FINAL) => {
  const population = await populations.choose(filter, null);
  return { population, measure, split: null, trackOutOf: null };
};
const wafers = async (filter: PopulationFilter, measure = FINAL) =>
  (await trends.byWafer(await ask(filter, measure))).map(({ lotId, waferId, num, den }) => [
    `${lotId}/${waferId}`,
    num,
    den,
  ]);

describe('yields of chosen dies', () => {
  it('are of those dies alone, untested dies of the map among them', async () => {
    const filter = { productId: 'A', dies: LOWER };
    await expect(wafers(filter)).resolves.toEqual([
      ['L1/W1', 1, 6],
      ['L1/W2', 4, 6],
      ['L2/W1', 6, 6],
    ]);
    await expect(wafers(filter, { kind: MeasureKind.FIRST_PASS_YIELD })).resolves.toContainEqual(['L1/W1', 0, 6]);
    await expect(wafers(filter, { kind: MeasureKind.RECOVERY })).resolves.toContainEqual(['L1/W1', 1, 6]);
    await expect(wafers(filter, { kind: MeasureKind.BIN, bin: 5 })).resolves.toContainEqual(['L1/W1', 4, 6]);
  });

  it('are those of the wafers when all dies are chosen, and add up from any parts', async () => {
    const whole = await wafers({ productId: 'A' });
    await expect(wafers({ productId: 'A', dies: EVERYTHING })).resolves.toEqual(whole);
    const rest = DieSelection.of({
      x: ALL.x.filter((_, die) => ALL.y[die] !== -2),
      y: ALL.y.filter((row) => row !== -2),
    });
    const [lower, upper] = [
      await wafers({ productId: 'A', dies: LOWER }),
      await wafers({ productId: 'A', dies: rest?.text ?? '' }),
    ];
    const sums = lower.map(([id, num, den], at) => [id, +num! + +upper[at]![1]!, +den! + +upper[at]![2]!]);
    expect(sums).toEqual(whole);
  });

  it('are those tested, where no die map is defined', async () => {
    await expect(wafers({ productId: 'B', dies: '-2.-2.6_90.90' })).resolves.toEqual([['B1/W1', 5, 6]]);
    const { dies } = await populations.notFound(
      await populations.choose({ productId: 'B', dies: '-2.-2.6_90.90' }, null),
    );
    expect(dies).toEqual({ chosen: 6, positions: 36 });
  });

  it('come by lot from the dies too, though sums of whole lots are kept', async () => {
    const lots = await trends.byLot(await ask({ productId: 'A', dies: LOWER }));
    expect(lots.map((lot) => [lot.key, lot.num, lot.den, waferValues(lot).length])).toEqual([
      ['L1', 5, 12, 2],
      ['L2', 6, 6, 1],
    ]);
    const split = { kind: SplitKind.TESTER };
    const groups = await trends.byLot({ ...(await ask({ productId: 'A', dies: LOWER })), split });
    expect(groups.map(({ num, den }) => [num, den])).toEqual([
      [5, 12],
      [6, 6],
    ]);
  });

  it('have losses by bin of the same dies', async () => {
    const rows = await members.members(await ask({ productId: 'A', dies: LOWER }), false);
    expect(rows.map(({ key, gross, bins, dies }) => [key, gross, bins, dies])).toEqual([
      ['L1', 12, [5, 7], [4, 1]],
      ['L2', 6, [], []],
    ]);
  });
});

describe('a choice of dies', () => {
  it('says how many positions it covers', async () => {
    const population = await populations.choose({ productId: 'A', dies: LOWER }, null);
    expect((await populations.notFound(population)).dies).toEqual({ chosen: 6, positions: 36 });
    expect((await populations.notFound(await populations.choose({ productId: 'A' }, null))).dies).toBeNull();
  });

  it('is refused, with what to do, where it means nothing or a figure is not known of dies', async () => {
    const refused = async (filter: PopulationFilter, measure = FINAL, split: SplitKind | null = null) => {
      const asked = async () => trends.byWafer({ ...(await ask(filter, measure)), split: split && { kind: split } });
      return asked().catch((error: { detail: unknown }) => error.detail);
    };
    await expect(refused({ productId: 'A', dies: 'edge' })).resolves.toMatchObject({
      field: 'filter.dies',
      reason: 'unread',
    });
    await expect(refused({ dies: LOWER })).resolves.toMatchObject({ field: 'filter.productId', reason: 'several' });
    await expect(refused({ productId: 'A', dies: LOWER }, { kind: MeasureKind.RECORD_YIELD })).resolves.toMatchObject({
      field: 'measure.kind',
      reason: 'not-of-dies',
    });
    await expect(refused({ productId: 'A', dies: LOWER }, FINAL, SplitKind.SITE)).resolves.toMatchObject({
      field: 'split.kind',
      reason: 'not-of-dies',
    });
  });

  it('shows nothing beyond the scope', async () => {
    await expect(populations.choose({ productId: 'A', dies: LOWER }, ['B'])).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
