import { EVENT_TYPE_NAMES, EVENT_TYPES, toEnvelope, type FabEvent } from '@fabwright/contracts';
import { FabClockHand, NewestEventClock, type SourceBatch, UnitOfWork } from '@fabwright/platform';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SourceStatRepository } from '../health/source-stat.repository.ts';
import { InboxRepository } from '../inbox/inbox.repository.ts';
import { QuarantineRepository } from '../quarantine/quarantine.repository.ts';
import { ArrivalRecorder } from './arrival-recorder.ts';
import { HandlerRegistry, type AcceptedEvent } from './event-handler.ts';
import { EventPipeline } from './event-pipeline.ts';

let database: TestDatabase;
let uow: UnitOfWork;
let pipeline: EventPipeline;
let handle: (events: readonly AcceptedEvent[]) => Promise<void>;

/** Facts of this spec: one row an event, refused by the database when the note is empty or there twice. */
const record = async (events: readonly AcceptedEvent[]): Promise<void> => {
  for (const { event } of events) {
    await uow.query('INSERT INTO effect (event_id, note) VALUES ($1, $2)', [event.id, noteOf(event)]);
  }
};

function noteOf(event: FabEvent): string {
  return event.type === 'fab.lot-hold.v1' ? (event.data.comment ?? '') : '';
}

beforeAll(async () => {
  database = await cloneDatabase();
  const source = await database.connect();
  uow = new UnitOfWork(source);
  await uow.query(`CREATE TABLE effect (event_id text PRIMARY KEY, note text UNIQUE CHECK (note <> 'forbidden'))`);
  const types = EVENT_TYPE_NAMES.filter((type) => EVENT_TYPES[type].direction === 'in');
  const quarantine = new QuarantineRepository(uow);
  const arrivals = new ArrivalRecorder(new SourceStatRepository(uow), new NewestEventClock(uow), new FabClockHand(uow));
  const registry = new HandlerRegistry([{ types, handle: (events) => handle(events) }]);
  pipeline = new EventPipeline(uow, new InboxRepository(uow), registry, quarantine, arrivals);
});
afterAll(() => database.drop());
beforeEach(async () => {
  handle = record;
  await uow.query('TRUNCATE effect, inbox, quarantine, source_stat, fab_clock');
});

function hold(id: string, comment = `note ${id}`, time = '2026-11-23T15:30:00Z'): FabEvent {
  return toEnvelope(
    'fab.lot-hold.v1',
    { lotId: 'L1', lotNo: 'L1', holdId: id, kind: 'hold', at: time, reason: 'look', comment },
    { id, source: '/mes', time },
  );
}

function batch(contents: readonly (FabEvent | Uint8Array)[], firstOffset = 0): SourceBatch {
  const messages = contents.map((content, at) => ({
    offset: firstOffset + at,
    bytes: content instanceof Uint8Array ? content : new TextEncoder().encode(JSON.stringify(content)),
    receivedAt: new Date('2026-11-23T16:00:00Z'),
  }));
  return {
    sourceKind: 'kafka',
    topic: 'fab.lot-hold',
    partition: 3,
    messages,
    nextOffset: firstOffset + messages.length,
  };
}

const nothing = (): Promise<void> => Promise.resolve();
const effects = async (): Promise<string[]> =>
  (await uow.query<{ id: string }>('SELECT event_id AS id FROM effect ORDER BY 1')).map((row) => row.id);
const count = async (table: string): Promise<number> =>
  (await uow.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n ?? -1;

describe('the event pipeline', () => {
  it('gives each event one effect, however often it comes, within a batch and between batches', async () => {
    const first = await pipeline.process(batch([hold('a'), hold('b'), hold('a')]), nothing);
    expect(first).toEqual({ accepted: 2, duplicates: 1, quarantined: 0 });
    const second = await pipeline.process(batch([hold('b'), hold('c')], 3), nothing);
    expect(second).toEqual({ accepted: 1, duplicates: 1, quarantined: 0 });
    expect(await effects()).toEqual(['a', 'b', 'c']);
  });

  it('takes two senders with the same id for two events', async () => {
    const other = { ...hold('a', 'other sender'), source: '/other' };
    handle = async (events) => {
      for (const { event } of events) await uow.query('INSERT INTO effect VALUES ($1)', [`${event.source}${event.id}`]);
    };
    await pipeline.process(batch([hold('a'), other]), nothing);
    expect(await effects()).toEqual(['/mesa', '/othera']);
  });

  it('puts aside what it cannot read, with reason, place and raw bytes, and takes in the rest', async () => {
    const poison = Uint8Array.of(0x7b, 0x00, 0xff);
    const outcome = await pipeline.process(batch([hold('a'), poison, hold('b')], 40), nothing);
    expect(outcome).toEqual({ accepted: 2, duplicates: 0, quarantined: 1 });
    const [row] = await uow.query('SELECT * FROM quarantine');
    expect(row).toMatchObject({
      source_kind: 'kafka',
      topic: 'fab.lot-hold',
      partition: 3,
      offset_no: '41',
      reason_code: 'not-utf8',
      state: 'open',
      raw: Buffer.from(poison),
    });
  });

  it('keeps a text with NUL and lone surrogates as the reason of its refusal', async () => {
    const event = { ...hold('a'), id: 'x\u0000\ud800' };
    const outcome = await pipeline.process(batch([event]), nothing);
    expect(outcome).toEqual({ accepted: 0, duplicates: 0, quarantined: 1 });
  });

  it('finds the one event whose facts the database refuses, and loses none of the others', async () => {
    const events = [hold('a'), hold('bad', 'forbidden'), hold('b'), hold('a')];
    const outcome = await pipeline.process(batch(events), nothing);
    expect(outcome).toEqual({ accepted: 2, duplicates: 1, quarantined: 1 });
    expect(await effects()).toEqual(['a', 'b']);
    const [row] = await uow.query('SELECT event_id, reason_code, detail FROM quarantine');
    expect(row).toMatchObject({ event_id: 'bad', reason_code: 'database-refused', detail: { sqlState: '23514' } });
  });

  it('leaves the refused event out of the inbox, so that its mended version is taken in', async () => {
    await pipeline.process(batch([hold('a', 'forbidden')]), nothing);
    const outcome = await pipeline.process(batch([hold('a', 'mended')], 1), nothing);
    expect(outcome).toEqual({ accepted: 1, duplicates: 0, quarantined: 0 });
  });

  it('puts aside an event on which a handler breaks, instead of stopping for ever', async () => {
    handle = async (events) => {
      if (events.some(({ event }) => event.id === 'bug')) throw new TypeError('cannot read properties of undefined');
      await record(events);
    };
    const outcome = await pipeline.process(batch([hold('a'), hold('bug'), hold('b')]), nothing);
    expect(outcome).toEqual({ accepted: 2, duplicates: 0, quarantined: 1 });
    const [row] = await uow.query('SELECT reason_code FROM quarantine');
    expect(row).toEqual({ reason_code: 'handler-failed' });
  });

  it('writes nothing at all when the position of the consumer cannot be saved', async () => {
    const lost = (): Promise<void> => Promise.reject(Object.assign(new Error('no space'), { code: '53100' }));
    await expect(pipeline.process(batch([hold('a'), Uint8Array.of(1)]), lost)).rejects.toThrow('no space');
    expect([await count('effect'), await count('inbox'), await count('quarantine')]).toEqual([0, 0, 0]);
  });

  it('survives a deadlock between two consumers: both batches have their effect once', async () => {
    const meet = barrier(2);
    handle = async (events) => {
      const order = events[0]?.event.id === 'a' ? [1, 2] : [2, 1];
      await uow.query('SELECT pg_advisory_xact_lock($1)', [order[0]]);
      await meet();
      await uow.query('SELECT pg_advisory_xact_lock($1)', [order[1]]);
      await record(events);
    };
    const outcomes = await Promise.all([
      pipeline.process(batch([hold('a')]), nothing),
      pipeline.process(batch([hold('b')]), nothing),
    ]);
    expect(outcomes.map((outcome) => outcome.accepted)).toEqual([1, 1]);
    expect(await effects()).toEqual(['a', 'b']);
    const [stats] = await uow.query('SELECT sum(events)::int AS events FROM source_stat');
    expect(stats).toEqual({ events: 2 });
  });

  it('does not let a tool whose clock is wrong move the clock of the fab', async () => {
    await pipeline.process(batch([hold('a', 'a', '2026-11-20T00:00:00Z')]), nothing);
    const ahead = toEnvelope(
      'fab.maintenance.v1',
      {
        maintenanceId: 'M1',
        toolId: 'ETC-207',
        kind: 'pm',
        startedAt: '2026-11-20T08:00:00Z',
        endedAt: '2026-11-20T09:00:00Z',
      },
      { id: 'm', source: '/etc-207', time: '2026-11-20T09:00:00Z' },
    );
    await pipeline.process(batch([ahead], 1), nothing);
    const [clock] = await uow.query('SELECT newest_event_at FROM fab_clock');
    expect(clock).toEqual({ newest_event_at: new Date('2026-11-20T00:00:00Z') });
  });

  it('moves the clock of the fab to the newest event of the MES, never back', async () => {
    await pipeline.process(batch([hold('a', 'a', '2026-11-20T00:00:00Z')]), nothing);
    await pipeline.process(batch([hold('b', 'b', '2026-11-19T00:00:00Z')], 1), nothing);
    const [clock] = await uow.query('SELECT newest_event_at FROM fab_clock');
    expect(clock).toEqual({ newest_event_at: new Date('2026-11-20T00:00:00Z') });
  });

  it('counts as late what comes more than an hour behind the fab', async () => {
    await pipeline.process(batch([hold('a', 'a', '2026-11-20T00:00:00Z')]), nothing);
    const late = async (): Promise<number> =>
      (await uow.query<{ late: number }>('SELECT late FROM source_stat'))[0]?.late ?? -1;
    const before = await late();
    await pipeline.process(batch([hold('b', 'b', '2026-11-19T23:30:00Z')], 1), nothing);
    expect(await late()).toBe(before);
    await pipeline.process(batch([hold('c', 'c', '2026-11-19T00:00:00Z')], 2), nothing);
    expect(await late()).toBe(before + 1);
  });
});

describe('the registry of handlers', () => {
  it('refuses to start when an event that is read has no handler, or two', () => {
    const all = EVENT_TYPE_NAMES.filter((type) => EVENT_TYPES[type].direction === 'in');
    expect(() => new HandlerRegistry([{ types: all.slice(1), handle: nothing }])).toThrow(all[0] ?? '');
    expect(() => new HandlerRegistry([{ types: [...all, 'fab.etest.v1'], handle: nothing }])).toThrow('two handlers');
    expect(() => new HandlerRegistry([{ types: ['fab.excursion.v1'], handle: nothing }])).toThrow('not read');
  });
});

/** Resolves for the first `parties` callers together and for everybody after them at once. */
function barrier(parties: number): () => Promise<void> {
  let arrived = 0;
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return () => {
    arrived += 1;
    if (arrived === parties) open();
    return opened;
  };
}
