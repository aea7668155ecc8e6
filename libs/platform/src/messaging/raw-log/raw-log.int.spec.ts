import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EVENT_SOURCE_PROMISES, type SourceHarness } from '../../../test/event-source.contract.ts';
import { numbered, RecordingConsumer, until } from '../../../test/recording-consumer.ts';
import { FabConfig } from '../../config/index.ts';
import { CommitOrder, PgListener, UnitOfWork } from '../../database/index.ts';
import { ConsumerPositions } from '../consumer-positions.ts';
import { RawLog } from './raw-log.ts';
import { RawLogSource } from './raw-log-source.ts';

let database: TestDatabase;
let source: DataSource;
let uow: UnitOfWork;
let rawLog: RawLog;
let listener: PgListener;
const silent = (): void => undefined;

beforeAll(async () => {
  database = await cloneDatabase();
  source = await database.connect();
  uow = new UnitOfWork(source);
  rawLog = new RawLog(uow, new CommitOrder(uow));
  listener = new PgListener(FabConfig.fromEnvironment({ FAB_DATABASE_URL: database.url }));
});
afterAll(async () => {
  await listener.onApplicationShutdown();
  await database.drop();
});
beforeEach(() => source.query('TRUNCATE raw_log, consumer_position'));

const append = (bodies: readonly string[]): Promise<number[]> =>
  rawLog.append(
    bodies.map((body) => ({ source: 'test', eventId: body, body: Buffer.from(body) })),
    null,
  );

const harness: SourceHarness = {
  create: () => new RawLogSource(rawLog, listener, silent),
  send: async (_place, bodies) => void (await append(bodies)),
};

describe('the raw log as an event source', () => {
  it.each(EVENT_SOURCE_PROMISES)('%s', (_promise, holds) => holds(harness));
});

describe('the raw log', () => {
  it('wakes its consumer by the commit, not by polling', async () => {
    const consumer = new RecordingConsumer();
    const reader = new RawLogSource(rawLog, listener, silent);
    await reader.start(consumer);
    await until(() => reader.progress().length > 0);
    const sentAt = performance.now();
    await append(['one']);
    await until(() => consumer.bodies.length === 1);
    expect(performance.now() - sentAt).toBeLessThan(500);
    await reader.stop();
  });

  it('goes on after its listening connection was ended', async () => {
    const consumer = new RecordingConsumer();
    const reader = new RawLogSource(rawLog, listener, silent);
    await reader.start(consumer);
    await until(() => reader.progress().length > 0);
    await source.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'fabwright listener' AND datname = current_database()`,
    );
    await append(['after']);
    await until(() => consumer.bodies.length === 1);
    await reader.stop();
  });

  it('gives its entries back in the order of commit, byte by byte, within the memory asked for', async () => {
    const bytes = Buffer.from([0, 255, 10, 0]);
    const [first = 0] = await rawLog.append([{ source: 's', eventId: 'e', body: bytes }], null);
    await append(numbered(10));
    const all = await rawLog.read(first, 100, 1_000_000);
    expect(all[0]?.body).toEqual(bytes);
    expect(all.map(({ offset }) => offset)).toEqual(Array.from({ length: 11 }, (_, i) => first + i));
    expect(await rawLog.read(first, 100, 1)).toHaveLength(1);
    expect(await rawLog.read(first, 3, 1_000_000)).toHaveLength(3);
  });

  it('counts what waits, and prunes only what everybody has taken', async () => {
    const positions = new ConsumerPositions(uow);
    const offsets = await append(numbered(10));
    const start = offsets[0] ?? 0;
    const batch = { sourceKind: 'http', topic: 'http', partition: 0 } as const;
    await positions.advance('ingest', { ...batch, nextOffset: start + 4 });
    await positions.advance('ingest', { ...batch, nextOffset: start + 2 });
    expect(await positions.find('ingest', 'http', 'http', 0)).toBe(start + 4);
    expect(await rawLog.backlog('ingest')).toBe(6);
    expect(await rawLog.prune(new Date(Date.now() + 60_000))).toBe(4);
    expect((await rawLog.read(0, 100, 1_000_000))[0]?.offset).toBe(start + 4);
  });
});
