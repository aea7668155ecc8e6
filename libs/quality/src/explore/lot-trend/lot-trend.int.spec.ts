import type { FabEvent } from '@fabwright/contracts';
import { packSlots } from '@fabwright/fab';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Population } from '../../population/population.ts';
import { asEvent, qualityOn, waferTest } from '../../quality.spec-support.ts';
import { MeasureKind, SplitKind, type SplitInput } from '../explore.types.ts';
import { TrendRepository } from '../trend.repository.ts';
import type { MeasuredQuery } from '../trend.sql.ts';
import { waferValues, type LotMeasure } from './lot-measure.ts';
import { LotWafersRepository } from './lot-wafers.repository.ts';

const WAFERS = ['W1', 'W2', 'W3', 'W4'] as const;
const pair = (productId: string) => {
  return { productId, productName: productId, insertion: 'CP1', target: null, floor: null, setBy: null };
};
const ALL: Population = {
  pairs: [pair('A'), pair('B')],
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
let lotWafers: LotWafersRepository;

const at = (day: number, hour: number): string => new Date(Date.UTC(2026, 10, day, hour)).toISOString();

/** Lots of four wafers whose fails, chambers, slots and ways differ; the third lot was reworked in part. */
function lotEvents(lot: number): FabEvent[] {
  const [lotId, productId] = [`L${lot}`, lot % 3 === 0 ? 'B' : 'A'];
  const tests = WAFERS.map((waferId, wafer) => {
    const fails = (lot * 3 + wafer * 2) % 7;
    const dies = Array.from({ length: 10 }, (_, x) => [x, 0, x < fails ? 5 : 1, 1] as const);
    return waferTest(dies, { lotId, productId, waferId, runId: `${lotId}-${waferId}`, startedAt: at(10 + lot, wafer) });
  });
  const run = (step: string, again: number, wafers: readonly string[]) =>
    asEvent(
      'fab.process-run.v1',
      {
        runId: `${lotId}-${step}-${again}`,
        lotId,
        lotNo: lotId,
        productId,
        stepId: step,
        stepName: step,
        area: 'Etch',
        toolId: `${step}-T${1 + ((lot + again) % 2)}`,
        recipe: { id: 'R', version: String(7 + again) },
        startedAt: at(lot, again),
        endedAt: at(lot, again + 1),
        wafers: wafers.map((waferId, wafer) => ({
          waferId,
          chamber: 'AB'.charAt((lot + wafer) % 2),
          slot: 1 + ((wafer + lot) % 4),
          ...(wafer === 1 ? { endedAt: new Date(Date.parse(at(lot, again)) + 600_000).toISOString() } : {}),
        })),
        sensors: [],
      },
      at(lot, again + 1),
    );
  return [
    ...tests,
    run('ETCH', 0, WAFERS),
    // Of the second lot two wafers never went through; a wafer that was never sorted did.
    run('DEPO', 0, lot === 2 ? ['W1', 'W4', 'W9'] : WAFERS),
    ...(lot === 3 ? [run('ETCH', 2, ['W2', 'W3'])] : []),
  ];
}

beforeAll(async () => {
  database = await cloneDatabase();
  const { record, uow } = qualityOn(await database.connect());
  await record(...[1, 2, 3, 4, 5].flatMap(lotEvents));
  await uow.query(`UPDATE wafer SET slot = right(wafer_id, 1)::integer WHERE lot_id <> 'L4'`);
  await uow.query(packSlots('true'));
  lotWafers = new LotWafersRepository(uow);
  trends = new TrendRepository(uow, lotWafers);
});
afterAll(() => database.drop());

const query = (over: Partial<MeasuredQuery>): MeasuredQuery => {
  return { population: ALL, measure: { kind: MeasureKind.FINAL_YIELD }, split: null, trackOutOf: null, ...over };
};

/** As it stands, but for the order of what has none: wafers within, and groups of one moment. */
const plain = (lots: readonly LotMeasure[] | null) =>
  lots
    ?.map((lot) => ({ ...lot, within: waferValues(lot).toSorted((a, b) => a - b) }))
    .toSorted((a, b) => Number(a.at) - Number(b.at) || `${a.key} ${a.split}`.localeCompare(`${b.key} ${b.split}`));

const SPLITS: readonly (SplitInput | null)[] = [
  null,
  ...[SplitKind.PRODUCT, SplitKind.SLOT, SplitKind.TESTER, SplitKind.PROBE_CARD, SplitKind.PROGRAM_REVISION].map(
    (kind) => ({ kind }),
  ),
  ...[SplitKind.TOOL, SplitKind.CHAMBER, SplitKind.RECIPE_VERSION].flatMap((kind) =>
    ['ETCH', 'DEPO', 'NO-STEP'].map((stepId) => ({ kind, stepId })),
  ),
];
const POPULATIONS: readonly Partial<Population>[] = [
  {},
  { through: [{ stepId: 'ETCH', chamber: 'A' }] },
  { through: [{ toolId: 'ETCH-T2' }, { stepId: 'DEPO', chamber: 'B', recipeVersion: '7' }] },
  { period: { from: new Date(at(12, 0)), to: new Date(at(14, 0)), label: null } as never, scope: ['A'] },
  { pairs: [pair('B')], lotTypes: ['engineering'] },
];

describe('a trend from the rows of lots', () => {
  it.each(SPLITS.map((split) => ({ split, name: split ? `${split.kind} ${split.stepId ?? ''}` : 'nothing' })))(
    'is that from the rows of wafers, split by $name',
    async ({ split }) => {
      for (const over of POPULATIONS) {
        for (const trackOutOf of [null, 'ETCH', 'DEPO']) {
          const asked = query({ split, trackOutOf, population: { ...ALL, ...over } });
          expect(plain(await lotWafers.byLot(asked))).toEqual(plain(await trends.byLotOfWafers(asked)));
        }
      }
    },
  );

  it('is that of each measure that counts dies, and leaves the others to the wafers', async () => {
    for (const kind of [MeasureKind.FIRST_PASS_YIELD, MeasureKind.RECORD_YIELD, MeasureKind.RECOVERY]) {
      const asked = query({ measure: { kind }, split: { kind: SplitKind.SLOT } });
      const lots = plain(await lotWafers.byLot(asked));
      expect(lots).not.toHaveLength(0);
      expect(lots).toEqual(plain(await trends.byLotOfWafers(asked)));
    }
    await expect(lotWafers.byLot(query({ measure: { kind: MeasureKind.BIN, bin: 5 } }))).resolves.toBeNull();
    await expect(lotWafers.byLot(query({ population: { ...ALL, tester: 'T1' } }))).resolves.toBeNull();
    const bySite = query({ split: { kind: SplitKind.SITE }, trackOutOf: 'ETCH' });
    await expect(lotWafers.byLot(bySite)).resolves.toBeNull();
  });

  it('leaves an excluded wafer out as soon as it is, and has it back', async () => {
    const { uow, ...fab } = qualityOn(await database.connect());
    const exclude = (excluded: boolean) =>
      uow.run(async () => {
        await uow.query(`UPDATE wafer_yield SET excluded = $1 WHERE lot_id = 'L1' AND wafer_id = 'W2'`, [excluded]);
        await fab.lotYields.refresh(['L1']);
      });
    const wafers = async () => (await lotWafers.byLot(query({})))?.find(({ key }) => key === 'L1')?.wafers;
    await expect(wafers()).resolves.toBe(4);
    await exclude(true);
    await expect(wafers()).resolves.toBe(3);
    await exclude(false);
    await expect(wafers()).resolves.toBe(4);
  });
});
