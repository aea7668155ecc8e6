import { Audit, ChangeNotifier } from '@fabwright/platform';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SpecOutgoingEvents } from '../../test/excursion-api.ts';
import { CommonalityService } from '../commonality/commonality.service.ts';
import { FactorRepository } from '../commonality/factor.repository.ts';
import { ExcursionCommonality } from '../excursion/evidence/excursion-commonality.service.ts';
import { ExcursionQuestionRepository } from '../excursion/evidence/excursion-question.repository.ts';
import { DETECTORS, type LotAlarmRecord } from '../excursion/excursion.ts';
import { ExcursionChanges } from '../excursion/excursion-changes.ts';
import { ExcursionHistoryRepository } from '../excursion/excursion-history.repository.ts';
import { ExcursionAct, ExcursionState } from '../excursion/excursion-state.ts';
import { ExcursionViews } from '../excursion/excursion-views.ts';
import { ExcursionRepository } from '../excursion/excursion.repository.ts';
import { excursionOf } from '../excursion/excursion.spec-support.ts';
import { ExcursionWriter } from '../excursion/excursion.writer.ts';
import { Maths } from '../maths/maths.ts';
import { asEvent, qualityOn, waferTest, type DieRow } from '../quality.spec-support.ts';
import { BinLossRepository } from '../yield/bin-loss.repository.ts';
import { SuspectsService } from './suspects.service.ts';

const LOTS = 24;
const CHAMBERS = ['A', 'B', 'C'];
const FAB_NOW = new Date('2026-11-20T00:00:00Z');
const at = (hours: number): string => new Date(Date.UTC(2026, 10, 9) + hours * 3_600_000).toISOString();
const dies = (failing: number): DieRow[] =>
  Array.from({ length: 100 }, (_, die) => [die % 10, Math.floor(die / 10), die < failing ? 5 : 1, 0.5]);

let database: TestDatabase;
let quality: ReturnType<typeof qualityOn>;
let excursions: ExcursionRepository;
let writer: ExcursionWriter;
let suspects: SuspectsService;
let questions: ExcursionQuestionRepository;
const maths = new Maths();

const lotName = (lot: number, product: string): string => `${product === 'A' ? 'L' : product}${lot}`;
const isBad = (lot: number, place: number): boolean => lot % 2 === 1 && place === 1;

const processed = (lot: number, product = 'A') =>
  asEvent(
    'fab.process-run.v1',
    {
      runId: `${lotName(lot, product)}-ETCH`,
      lotId: lotName(lot, product),
      lotNo: lotName(lot, product),
      productId: product,
      stepId: 'ETCH',
      stepName: 'Contact etch',
      area: 'Etch',
      toolId: lot % 2 === 1 ? 'ETC-2' : 'ETC-1',
      recipe: { id: 'R', version: '7' },
      startedAt: at(lot - 100),
      endedAt: at(lot - 99),
      wafers: CHAMBERS.map((chamber, place) => ({ waferId: `W${place}`, chamber })),
      sensors: [],
    },
    at(lot - 99),
  );

const sorted = (lot: number, product = 'A') =>
  CHAMBERS.map((_, place) =>
    waferTest(dies(8 + ((lot * 5 + place * 3) % 4) + (isBad(lot, place) ? 20 : 0)), {
      lotId: lotName(lot, product),
      waferId: `W${place}`,
      productId: product,
      runId: `${lotName(lot, product)}-${place}`,
      startedAt: at(lot * 6),
    }),
  );

beforeAll(async () => {
  database = await cloneDatabase();
  quality = qualityOn(await database.connect());
  const { uow, bins } = quality;
  const lots = Array.from({ length: LOTS }, (_, lot) => lot);
  await quality.record(...lots.flatMap((lot) => sorted(lot)), ...lots.map((lot) => processed(lot)));
  excursions = new ExcursionRepository(uow);
  const history = new ExcursionHistoryRepository(uow);
  const outbox = new SpecOutgoingEvents(uow);
  writer = new ExcursionWriter(
    excursions,
    history,
    new ExcursionChanges(),
    outbox,
    new ChangeNotifier(uow),
    new Audit(uow),
  );
  questions = new ExcursionQuestionRepository(uow);
  const commonality = new ExcursionCommonality(
    questions,
    new CommonalityService(new FactorRepository(uow), maths),
    new ExcursionViews(uow, new BinLossRepository(uow, bins)),
  );
  const clock = { now: () => Promise.resolve(FAB_NOW) };
  suspects = new SuspectsService(uow, excursions, commonality, writer, clock, new ChangeNotifier(uow));
});
afterAll(async () => {
  await maths.onApplicationShutdown();
  await database.drop();
});

/** As the detectors leave it: with the lots of the bad chamber. */
async function opened(
  lots: readonly number[],
  excursionId: string,
  productId = 'A',
  alarms: readonly LotAlarmRecord[] = [],
): Promise<void> {
  const records = lots.map((lot) => ({
    lotId: lotName(lot, productId),
    excursionId,
    waferIds: ['W1'],
    lossPp: 7,
    alarms,
    testedAt: new Date(at(lot * 6 + 1)),
  }));
  const after = excursionOf({
    excursionId,
    productId,
    firstLotAt: records[0]!.testedAt,
    lastLotAt: records.at(-1)!.testedAt,
    lotCount: lots.length,
  });
  const entries = [{ act: ExcursionAct.OPENED, before: null, after: null, reason: null }];
  const lotIds = records.map((record) => record.lotId);
  await quality.uow.run(async () => {
    await excursions.setLots(excursionId, records);
    await writer.write([{ before: null, after, entries, actor: DETECTORS, at: new Date(), fabAt: FAB_NOW, lotIds }]);
  });
}
const stored = async (excursionId: string) => (await excursions.find(excursionId, null))?.record;

describe('the suspect of an excursion', () => {
  it('is the chamber that its lots share, named once, with its area', async () => {
    await opened([1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23], 'EX-0001');
    expect(await suspects.refresh(['EX-0001'])).toBe(1);
    expect(await stored('EX-0001')).toMatchObject({
      suspect: { kind: 'chamber', id: 'ETC-2/B', toolId: 'ETC-2', chamber: 'B', stepId: 'ETCH' },
      area: 'Etch',
      undecided: null,
      version: 2,
      touched: false,
    });
    expect(await suspects.refresh(['EX-0001'])).toBe(0);
  });

  it('is nobody while the lots are too few to tell, or the case is settled', async () => {
    await opened([21, 23], 'EX-0002');
    expect(await suspects.refresh(['EX-0002', 'EX-9999'])).toBe(0);
    // Why is no news: neither history nor version tell it.
    const hindered = { suspect: null, undecided: 'fewer-than-three-affected-lots', version: 1 };
    expect(await stored('EX-0002')).toMatchObject(hindered);
    await opened([1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23], 'EX-0003');
    await quality.uow.query('UPDATE excursion SET state = $1 WHERE excursion_id = $2', [
      ExcursionState.CLOSED,
      'EX-0003',
    ]);
    expect(await suspects.refresh(['EX-0003'])).toBe(0);
    expect(await stored('EX-0003')).toMatchObject({ suspect: null });
  });

  it('is named when the runs of its lots come after their tests, as where history is sent', async () => {
    const lots = Array.from({ length: LOTS }, (_, lot) => lot);
    await quality.record(...lots.flatMap((lot) => sorted(lot, 'B')));
    await opened([1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23], 'EX-0010', 'B');
    const since = new Date(at(-1_000));
    await suspects.refreshDue(since);
    expect(await stored('EX-0010')).toMatchObject({ suspect: null, version: 1 });
    // Nothing about the excursion itself changes: no lot joins, no figure moves.
    await quality.record(...lots.map((lot) => processed(lot, 'B')));
    expect(await suspects.refreshDue(since)).toBe(1);
    const named = { suspect: { kind: 'chamber', id: 'ETC-2/B' }, version: 2 };
    expect(await stored('EX-0010')).toMatchObject(named);
    expect(await suspects.refreshDue(since)).toBe(0);
    expect(await stored('EX-0010')).toMatchObject(named);
  });

  it('is asked about in what shows it best by now, whatever it was first seen as', async () => {
    const figures = { direction: 'high', value: 0.2, centre: 0.1, limit: 0.15 } as const;
    const stream = { product: 'A', insertion: 'CP1' };
    const below = { ...figures, rule: 'floor', score: 3, stream: { ...stream, kind: 'yield', name: '' } } as const;
    const more = { ...figures, rule: 'sigma', score: 6, stream: { ...stream, kind: 'bin', name: '5' } } as const;
    const test = { ...figures, rule: 'sigma', score: 9, stream: { ...stream, kind: 'test', name: '1110' } } as const;
    await opened([1, 3, 5], 'EX-0020', 'A', [below, more, test]);
    const record = (await stored('EX-0020'))!;
    expect(record.subject.kind).toBe('yield');
    expect(await questions.leading(record)).toMatchObject({ kind: 'bin', name: '5' });
    await opened([1, 3, 5], 'EX-0021');
    expect(await questions.leading((await stored('EX-0021'))!)).toEqual(record.subject);
  });

  it('is asked again when work on a tool becomes known after the runs that followed it', async () => {
    const worked = (id: string, hours: number) =>
      asEvent(
        'fab.maintenance.v1',
        { maintenanceId: id, toolId: 'ETC-2', chamber: 'B', kind: 'pm', startedAt: at(hours), endedAt: at(hours + 1) },
        at(hours + 1),
      );
    const newest = async (): Promise<number | undefined> =>
      (await excursions.questioned(new Date(at(-1_000)))).find(({ excursionId }) => excursionId === 'EX-0010')?.seq;
    const before = (await newest())!;
    await quality.record(worked('M-LATER', 24 * 40));
    expect(await newest()).toBe(before);
    await quality.record(worked('M-BEFORE', -200));
    expect(await newest()).toBeGreaterThan(before);
  });
});
