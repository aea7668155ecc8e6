import { toEnvelope } from '@fabwright/contracts';
import { UnitOfWork } from '@fabwright/platform';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SpecOutgoingEvents } from '../../test/excursion-api.ts';
import { ExcursionChanges } from '../excursion/excursion-changes.ts';
import { Maths } from '../maths/maths.ts';
import { qualityOn, waferTest, type DieRow } from '../quality.spec-support.ts';
import type { DetectionService } from './detection.service.ts';
import { detectionOn } from './detection.spec-support.ts';
import { PlaceStore } from './place.store.ts';
import { SeriesRepository } from './series.repository.ts';

const CLOCK_AT = new Date('2026-11-20T00:00:00Z');
const DIES = 200;
const DAY_MS = 86_400_000;

let database: TestDatabase;
let quality: ReturnType<typeof qualityOn>;
let changes: ExcursionChanges;
let outbox: SpecOutgoingEvents;
const maths = new Maths();

/** A service of its own, as each worker has one. */
function detection(uow: UnitOfWork = quality.uow): DetectionService {
  return detectionOn(uow, { changes, sent: outbox.sent, maths, clockAt: CLOCK_AT, url: database.url });
}

/** A wafer of 200 dies of which so many fail in bin 5; a little noise that is the same each time. */
function dies(failing: number): DieRow[] {
  return Array.from({ length: DIES }, (_, at) => [at % 20, Math.floor(at / 20), at < failing ? 5 : 1, 0.5]);
}

const nameOf = (number: number): string => `L${String(number).padStart(3, '0')}`;
const usualFails = (number: number, wafer: number): number => 18 + ((number * 7 + wafer * 3) % 5);

/** Lot `number`, tested two a day up to the clock; `failing` dies more than usual on each wafer. */
function lot(number: number, failing = 0, run = 1) {
  const startedAt = new Date(CLOCK_AT.getTime() - (60 - number) * (DAY_MS / 2) - DAY_MS + run * 1000).toISOString();
  return [1, 2, 3].map((wafer) =>
    waferTest(dies(usualFails(number, wafer) + failing), {
      lotId: nameOf(number),
      waferId: `W${wafer}`,
      runId: `${nameOf(number)}-${wafer}-${run}`,
      startedAt,
    }),
  );
}

const BAD = new Set([50, 51, 52, 53]);
const history = (numbers: readonly number[]) => numbers.flatMap((number) => lot(number, BAD.has(number) ? 40 : 0));
const ALL = Array.from({ length: 58 }, (_, at) => at + 1);

interface Stored {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly lots: string[];
  readonly acts: string[];
}
const stored = (): Promise<Stored[]> =>
  quality.uow.query<Stored>(`
    SELECT e.excursion_id AS id, e.state, e.version,
      (SELECT array_agg(lot_id ORDER BY tested_at) FROM excursion_lot l WHERE l.excursion_id = e.excursion_id) AS lots,
      (SELECT array_agg(act ORDER BY entry_no) FROM excursion_entry n WHERE n.excursion_id = e.excursion_id) AS acts
    FROM excursion e ORDER BY e.excursion_id`);

async function record(events: ReturnType<typeof lot>): Promise<void> {
  for (let from = 0; from < events.length; from += 30) await quality.record(...events.slice(from, from + 30));
}

beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(async () => {
  await maths.onApplicationShutdown();
  await database.drop();
});
beforeEach(async () => {
  await database.drop();
  database = await cloneDatabase();
  quality = qualityOn(await database.connect());
  changes = new ExcursionChanges();
  outbox = new SpecOutgoingEvents(quality.uow);
});

describe('the detectors in the worker', () => {
  it('find a drop over four lots as one excursion, and nothing in the healthy rest', async () => {
    await record(history(ALL));
    expect(await detection().run()).toMatchObject({ outcome: 'done', lots: 58, opened: 1, changed: 0 });
    const [one, ...more] = await stored();
    expect(more).toEqual([]);
    expect(one).toMatchObject({ id: 'EX-0001', state: 'open', version: 1, acts: ['opened'] });
    expect(one?.lots).toEqual(expect.arrayContaining([...BAD].map(nameOf)));
    expect(one?.lots.length).toBeLessThanOrEqual(6);
    expect(outbox.sent).toMatchObject([
      { type: 'fab.excursion.v1', data: { excursionId: 'EX-0001', state: 'opened' } },
    ]);
  });

  it('do nothing a second time', async () => {
    await record(history(ALL));
    await detection().run();
    const before = await stored();
    expect(await detection().run()).toMatchObject({ outcome: 'idle' });
    await quality.uow.query('DELETE FROM detection_progress');
    expect(await detection().run()).toMatchObject({ outcome: 'done', opened: 0, changed: 0 });
    expect(await stored()).toEqual(before);
    expect(outbox.sent).toHaveLength(1);
  });

  it('come to the same whatever the order in which the lots came', async () => {
    const late = [50, 20, 5];
    await record(history(ALL.filter((number) => !late.includes(number))));
    await detection().run();
    await record(history(late));
    await detection().run();
    const shuffled = (await stored()).filter((one) => one.state === 'open').map((one) => one.lots);
    await quality.uow.query(
      'TRUNCATE excursion, excursion_pattern, excursion_entry, excursion_action, excursion_lot, detection_progress',
    );
    await detection().run();
    expect((await stored()).map((one) => one.lots)).toEqual(shuffled);
  });

  it('let a later lot join the excursion that is there', async () => {
    await record(history(ALL.filter((number) => number < 52)));
    await detection().run();
    expect(await stored()).toMatchObject([{ lots: ['L050', 'L051'], version: 1 }]);
    await record(history([52, 53]));
    await detection().run();
    const [one] = await stored();
    expect(one).toMatchObject({ id: 'EX-0001', version: 2, acts: ['opened', 'joined'] });
    expect(one?.lots).toEqual(expect.arrayContaining(['L050', 'L051', 'L052', 'L053']));
    expect(outbox.sent.at(-1)).toMatchObject({ data: { state: 'updated' } });
  });

  it('withdraw what corrected results have explained, unless a person has touched it', async () => {
    await record(history(ALL));
    await detection().run();
    const retests = [...BAD].flatMap((number) => lot(number, 0, 2));
    await record(retests);
    await quality.uow.query('UPDATE excursion SET touched = true');
    await detection().run();
    expect(await stored()).toMatchObject([{ state: 'open', version: 1 }]);
    await quality.uow.query('UPDATE excursion SET touched = false');
    await quality.uow.query('DELETE FROM detection_progress');
    await detection().run();
    expect(await stored()).toMatchObject([{ state: 'withdrawn', version: 2, acts: ['opened', 'withdrawn'] }]);
    expect(outbox.sent.at(-1)).toMatchObject({ data: { state: 'closed' } });
  });

  it('leave what a person has dismissed as it is, and take a closed one up anew with later lots', async () => {
    await record(history(ALL.filter((number) => number < 52)));
    await detection().run();
    const settle = `UPDATE excursion SET state = $1, touched = true, settled_fab_at = $2`;
    const at = new Date(CLOCK_AT.getTime() - 10.4 * (DAY_MS / 2));
    await quality.uow.query(settle, ['dismissed', at]);
    await record(history([52, 53]));
    await detection().run();
    expect(await stored()).toMatchObject([{ state: 'dismissed', version: 1 }]);
    await quality.uow.query(settle, ['closed', at]);
    await quality.uow.query('DELETE FROM detection_progress');
    await detection().run();
    expect(await stored()).toMatchObject([
      { id: 'EX-0001', state: 'closed' },
      { id: 'EX-0002', state: 'open' },
    ]);
    await quality.uow.query('DELETE FROM detection_progress');
    expect(await detection().run()).toMatchObject({ opened: 0 });
  });

  it('write once when two workers look at the same moment', async () => {
    await record(history(ALL));
    const other = new UnitOfWork(await database.connect());
    const outcomes = await Promise.all([detection().run(), detection(other).run()]);
    const [first, second] = outcomes.map((one) => one.outcome).sort();
    expect([first, second].filter((one) => one === 'done')).toHaveLength(1);
    expect(['busy', 'idle']).toContain(first === 'done' ? second : first);
    expect(await stored()).toMatchObject([{ id: 'EX-0001', version: 1 }]);
  });

  it('leave nothing behind when they die in the middle, and find it all the next time', async () => {
    await record(history(ALL));
    const die = changes.subscribe(async () => {
      // As a killed worker: its connection is gone before the commit.
      await quality.uow.query('SELECT pg_terminate_backend(pg_backend_pid())');
    });
    await expect(detection().run()).rejects.toThrow();
    die();
    expect(await stored()).toEqual([]);
    expect(outbox.sent).toEqual([]);
    await detection().run();
    expect(await stored()).toMatchObject([{ state: 'open' }]);
  });

  it('tell who listens, in the same transaction, and mark what lies in history', async () => {
    const told: string[] = [];
    changes.subscribe(({ before, after }) => {
      told.push(`${before?.state ?? 'new'} → ${after.state}${after.fromHistory ? ' (history)' : ''}`);
      return Promise.resolve();
    });
    await record(ALL.flatMap((number) => lot(number, number === 30 || number === 31 ? 60 : 0)));
    await detection().run();
    expect(told).toEqual(['new → open (history)']);
  });

  it('wait with a lot of which little is sorted', async () => {
    await record(history(ALL.filter((number) => number < 57)));
    const [first] = lot(57, 60);
    const wafers = Array.from({ length: 25 }, (_, at) => ({ waferId: `W${at + 1}`, slot: at + 1 }));
    const start = { lotId: 'L057', lotNo: 'L057', kind: 'start', lotType: 'production', priority: 'normal' } as const;
    const at = '2026-10-01T00:00:00Z';
    await quality.record(
      toEnvelope(
        'fab.lot-history.v1',
        { ...start, productId: 'PMIC-K7', at, wafers },
        { id: 's', source: '/s', time: at },
      ),
    );
    if (first) await record([first]);
    await quality.uow.query(`UPDATE lot_yield SET tested_at = $1 WHERE lot_id = 'L057'`, [
      new Date(CLOCK_AT.getTime() - 3_600_000),
    ]);
    await detection().run();
    expect((await stored()).flatMap((one) => one.lots)).not.toContain('L057');
  });

  it('see a chamber inside lots, also when its runs come after the sort', async () => {
    const series = new SeriesRepository(quality.uow, new PlaceStore(quality.uow));
    const placesOf = async (): Promise<unknown> => {
      const lots = await series.lots(new Date('2026-01-01T00:00:00Z'), CLOCK_AT);
      return lots.map((one) => one.observation.wafers.map((wafer) => wafer.places));
    };
    await record(lot(40));
    expect(await placesOf()).toEqual([[[], [], []]]);
    await quality.record(run('ETCH', { W1: 'A', W2: 'B', W3: 'A' }), run('CMP', { W1: 'A', W2: 'A', W3: 'A' }));
    const divided = [[['ETCH|ETC-1|A'], ['ETCH|ETC-1|B'], ['ETCH|ETC-1|A']]];
    expect(await placesOf()).toEqual(divided);
    expect(await placesOf()).toEqual(divided);
  });
});

function run(stepId: string, chambers: Readonly<Record<string, string>>) {
  const at = '2026-11-01T00:00:00Z';
  return toEnvelope(
    'fab.process-run.v1',
    {
      runId: `L040-${stepId}`,
      lotId: 'L040',
      lotNo: 'L040',
      productId: 'PMIC-K7',
      stepId,
      stepName: stepId,
      area: 'Etch',
      toolId: 'ETC-1',
      recipe: { id: 'R', version: '1' },
      startedAt: at,
      endedAt: at,
      wafers: Object.entries(chambers).map(([waferId, chamber]) => ({ waferId, chamber })),
      sensors: [],
    },
    { id: `run-${stepId}`, source: '/s', time: at },
  );
}
