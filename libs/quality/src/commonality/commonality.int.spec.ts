import type { FabEvent } from '@fabwright/contracts';
import type { UnitOfWork } from '@fabwright/platform';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Maths } from '../maths/maths.ts';
import { asEvent, qualityOn, waferTest, type DieRow } from '../quality.spec-support.ts';
import { CommonalityService, type CommonalityQuestion } from './commonality.service.ts';
import { FactorRepository } from './factor.repository.ts';
import { factorsOf } from './factors.ts';

const LOTS = 24;
const CHAMBERS = ['A', 'B', 'C'];
const maths = new Maths();

let database: TestDatabase;
let uow: UnitOfWork;
let service: CommonalityService;
let question: CommonalityQuestion;
let record: ReturnType<typeof qualityOn>['record'];

const DIES: DieRow[] = [[0, 0, 1, 0.5]];
const at = (hours: number): string => new Date(Date.UTC(2026, 10, 1) + hours * 3_600_000).toISOString();

/** Each lot is etched in all three chambers of one of two tools; what else it went through depends on its number. */
const processed = (lot: number, stepId: string, tools: readonly string[]) =>
  asEvent(
    'fab.process-run.v1',
    {
      runId: `L${lot}-${stepId}`,
      lotId: `L${lot}`,
      lotNo: `L${lot}`,
      productId: 'A',
      stepId,
      stepName: stepId,
      area: 'Etch',
      toolId: tools[lot % tools.length] ?? '',
      recipe: { id: 'R', version: '7' },
      startedAt: at(lot),
      endedAt: at(lot + 1),
      wafers: CHAMBERS.map((chamber, place) => ({ waferId: `W${place}`, chamber })),
      sensors: [],
      queueTimeH: lot % 5,
    },
    at(lot + 1),
  );

beforeAll(async () => {
  database = await cloneDatabase();
  const quality = qualityOn(await database.connect());
  ({ uow, record } = quality);
  const lots = Array.from({ length: LOTS }, (_, lot) => lot);
  await record(
    ...lots.flatMap((lot) =>
      CHAMBERS.map((_, place) =>
        waferTest(DIES, {
          lotId: `L${lot}`,
          waferId: `W${place}`,
          productId: 'A',
          runId: `${lot}-${place}`,
          startedAt: at(100 + lot),
        }),
      ),
    ),
    ...lots.flatMap((lot) => [
      processed(lot, 'ETCH', ['ETC-1', 'ETC-2']),
      processed(lot, 'CMP', ['CMP-1', 'CMP-2', 'CMP-3']),
    ]),
  );
  service = new CommonalityService(new FactorRepository(uow), maths);
  // Chamber B of ETC-2 costs 10 % of the dies.
  const wafers = lots.flatMap((lot) =>
    CHAMBERS.map((_, place) => {
      const affected = lot % 2 === 1 && place === 1;
      const noise = ((lot * 13 + place * 7) % 10) / 500;
      return {
        lotId: `L${lot}`,
        waferId: `W${place}`,
        affected,
        response: 0.1 + noise + (affected ? 0.1 : 0),
        stratum: 'A',
      };
    }),
  );
  question = { insertion: 'CP1', wafers, measured: true };
});
afterAll(async () => {
  await maths.onApplicationShutdown();
  await database.drop();
});

describe('the commonality of wafers', () => {
  it('names the chamber, and the tool as what is left of it', async () => {
    const { result, places } = await service.of(question);
    const [first] = result.rows;
    expect(first?.levels.map((level) => level.level)).toContain('ETC-2/B');
    expect(first).toMatchObject({ reading: 'strong', exposed: { caseWafers: 12, wafers: 12, lots: 12 } });
    expect(places.get('ETC-2/B')).toEqual({ toolId: 'ETC-2', chamber: 'B' });
    const innocent = result.rows.filter((row) => row.levels.some((level) => level.level?.startsWith('CMP')));
    expect(innocent.every((row) => row.reading !== 'strong')).toBe(true);
    expect(result).toMatchObject({ wafers: 72, lots: 24, caseWafers: 12, caseLots: 12, obstacle: null });
  });

  it('asks the database a fixed number of times, whatever the number of lots', async () => {
    const queries = vi.spyOn(uow, 'query');
    await new CommonalityService(new FactorRepository(uow), maths).of(question);
    const many = queries.mock.calls.length;
    queries.mockClear();
    const few = { ...question, wafers: question.wafers.slice(0, 12) };
    await new CommonalityService(new FactorRepository(uow), maths).of(few);
    expect(queries.mock.calls.length).toBe(many);
    expect(many).toBeLessThanOrEqual(4);
    queries.mockRestore();
  });

  it('answers again from memory until a fact about these lots is new', async () => {
    const run = vi.spyOn(maths, 'run');
    const answer = await service.of(question);
    expect(run).not.toHaveBeenCalled();
    await record(processed(1, 'CLEAN', ['WET-1']));
    const again = await service.of(question);
    expect(run).toHaveBeenCalledOnce();
    expect(again.seq).toBeGreaterThan(answer.seq);
    run.mockRestore();
  });

  it('says what stands in the way of an answer', async () => {
    const wafers = question.wafers.map((wafer) => ({ ...wafer, affected: false, response: 0.1 }));
    const none = await service.of({ ...question, wafers });
    expect(none.result.obstacle).not.toBeNull();
    await expect(service.of({ ...question, wafers: [] })).resolves.toMatchObject({ result: { wafers: 0 } });
  });

  it('knows the batch of raw wafers and the mask', async () => {
    const wafers = question.wafers.filter(({ lotId }) => ['L0', 'L1'].includes(lotId));
    const start = {
      lotNo: 'L1',
      kind: 'start',
      productId: 'A',
      lotType: 'production',
      priority: 'normal',
      at: at(0),
    } as const;
    const masked = processed(1, 'LITHO', ['LIT-1']);
    const litho = { ...masked, data: { ...masked.data, reticle: 'A-10-B' } } as FabEvent;
    await record(
      asEvent('fab.lot-history.v1', { ...start, lotId: 'L1', substrateBatch: 'SB-2', wafers: [] }, at(0)),
      asEvent('fab.lot-history.v1', { ...start, lotId: 'L0', lotNo: 'L0', substrateBatch: 'SB-1', wafers: [] }, at(0)),
      litho,
    );
    const repository = new FactorRepository(uow);
    const rows = await repository.wafers({ insertion: 'CP1', wafers });
    const { categorical } = factorsOf(rows, await repository.runs(['L0', 'L1']), []);
    const batch = categorical.find((one) => one.kind === 'substrate-batch');
    expect(new Set(batch?.levels)).toEqual(new Set(['SB-1', 'SB-2']));
    expect(categorical.find((one) => one.id === 'reticle@LITHO')?.levels).toEqual(['A-10-B']);
  });
});
