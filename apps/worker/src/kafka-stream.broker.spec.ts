import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toEnvelope } from '@fabwright/contracts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@fabwright/platform/embedded';
import { testBrokers } from '@fabwright/testing';
import { type KafkaBroker, startKafka } from '@fabwright/testing/kafka';
import { createDataSource, EventSink, migrate, UnitOfWork } from '@fabwright/platform';
import type { INestApplicationContext } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { countOf, expectExactly, killServer, until } from '../test/facts.ts';
import { fabStream, shuffled } from '../test/fab-stream.ts';
import { KafkaSender } from '../test/kafka-sender.ts';
import { senderContext } from '../test/sender-context.ts';
import { WorkerProcess } from '../test/worker-process.ts';
import { allMigrations } from './all-migrations.ts';

/** A broker and a database of this file's own: both get killed. */
let home: string;
/** A folder by itself: started as root, PostgreSQL runs as somebody else, who must be able to enter it. */
let postgresDir: string;
let broker: KafkaBroker;
let server: EmbeddedPostgres;
let source: DataSource;
let uow: UnitOfWork;
let context: INestApplicationContext | undefined;
let sender: KafkaSender;
let worker: WorkerProcess | undefined;

const startServer = (): Promise<EmbeddedPostgres> => startEmbeddedPostgres({ dir: postgresDir, database: 'fabwright' });

const env = (): Record<string, string> => ({
  FAB_DATABASE_URL: server.url,
  FAB_DATA_DIR: join(home, 'data'),
  FAB_KAFKA_BROKERS: broker.brokers,
});

const canRun = testBrokers() !== undefined;

beforeAll(async () => {
  if (!canRun) return;
  home = mkdtempSync(join(tmpdir(), 'fabwright-killed-'));
  postgresDir = mkdtempSync(join(tmpdir(), 'fabwright-killed-postgres-'));
  [broker, server] = await Promise.all([startKafka({ dir: join(home, 'kafka') }), startServer()]);
  source = await createDataSource({ url: server.url, entities: [], migrations: allMigrations }).initialize();
  await migrate(source);
  uow = new UnitOfWork(source);
  context = await senderContext(env());
  sender = new KafkaSender(context.get(EventSink, { strict: false }));
}, 240_000);

afterAll(async () => {
  if (!canRun) return;
  // Whatever of it was started when something went wrong.
  await context?.close();
  await (source as DataSource | undefined)?.destroy();
  await (broker as KafkaBroker | undefined)?.stop();
  await (server as EmbeddedPostgres | undefined)?.stop();
  for (const folder of [home, postgresDir]) rmSync(folder, { recursive: true, force: true });
}, 60_000);

afterEach(async () => {
  await worker?.kill();
  worker = undefined;
  if (!canRun) return;
  const tables = await uow.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
       AND table_name NOT IN ('schema_migration', 'consumer_position', 'consumer_state')`,
  );
  await uow.query(`TRUNCATE ${tables.map((table) => table.name).join(', ')} CASCADE`);
});

describe.skipIf(!canRun)('a stream over a real Kafka', { timeout: 400_000 }, () => {
  it('sent twice, out of order and with poison between leaves exactly the right rows', async () => {
    const stream = fabStream(30, 6);
    worker = await WorkerProcess.start(env());
    const half = shuffled(stream.events).slice(0, 90);
    await sender.send(half);
    await sender.sendRaw('fab.lot-history', Buffer.from('{"specversion":'));
    await sender.sendRaw('fab.wafer-test', Buffer.of(0xff, 0xfe, 0x00));
    const late = toEnvelope(
      'fab.lot-hold.v1',
      { lotId: 'L0001', lotNo: 'L0001', holdId: 'x', kind: 'hold', at: '2026-03-02T09:00:00Z', reason: 'x' },
      { id: 'wrong', source: '/spec/fab', time: '2026-03-02T09:00:00Z' },
    );
    await sender.sendRaw(
      'fab.lot-hold',
      Buffer.from(JSON.stringify({ ...late, data: { ...late.data, kind: 'stop' } })),
    );
    await sender.send(shuffled(stream.events, 7));
    await sender.send(shuffled(stream.events, 11));
    await until(
      () => countOf(uow, 'inbox'),
      (count) => count === stream.events.length,
    );
    await until(
      () => countOf(uow, 'quarantine'),
      (count) => count === 3,
    );
    await untilAllRead();
    await expectExactly(uow, stream);
    const reasons = await uow.query<{ code: string }>('SELECT reason_code AS code FROM quarantine ORDER BY 1');
    expect(reasons.map((row) => row.code)).toEqual(['contract', 'not-json', 'not-utf8']);
  });

  it('goes on exactly where it was when worker, broker and database are killed in the middle', async () => {
    const stream = fabStream(150, 8);
    const events = shuffled(stream.events, 3);
    const part = (from: number, to: number) => events.slice(events.length * from, events.length * to);
    const taken = (): Promise<number> => countOf(uow, 'inbox');

    worker = await WorkerProcess.start(env());
    await sender.send(part(0, 0.4));
    await until(taken, (count) => count > events.length * 0.1);
    await worker.kill();
    worker = await WorkerProcess.start(env());

    const sending = sender.send(part(0.4, 0.7));
    await broker.kill();
    await broker.restart();
    await sending;
    await until(taken, (count) => count > events.length * 0.5, 90_000);

    await killServer(server);
    await sender.send(part(0.7, 1));
    server = await startServer();

    await until(taken, (count) => count === events.length, 120_000);
    await untilAllRead();
    await expectExactly(uow, stream);
    expect(await countOf(uow, 'quarantine')).toBe(0);
  });
});

/** What came twice has been read too, so that a doubling would show. */
async function untilAllRead(): Promise<void> {
  await until(
    async () => {
      const [row] = await uow.query<{ behind: number }>(
        `SELECT coalesce(sum(greatest(0, s.end_offset - p.next_offset)), 1)::int AS behind
         FROM consumer_position p JOIN consumer_state s USING (consumer, source, topic, partition)
         WHERE p.source = 'kafka' AND s.seen_at > now() - interval '4 seconds'`,
      );
      return row?.behind ?? -1;
    },
    (behind) => behind === 0,
  );
}
