import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { IngestModule, ImportService } from '@fabwright/ingest';
import { syntheticSortFile } from '@fabwright/formats/writer';
import { BlobModule, FabConfig, MessagingModule, PlatformModule, RawLog, UnitOfWork } from '@fabwright/platform';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fabStream, shuffled } from '../test/fab-stream.ts';
import { countOf, expectExactly, until } from '../test/facts.ts';
import { WorkerProcess } from '../test/worker-process.ts';

let dataDir: string;
let database: TestDatabase;
let context: INestApplicationContext;
let uow: UnitOfWork;
let worker: WorkerProcess | undefined;

const env = (): Record<string, string> => ({ FAB_DATABASE_URL: database.url, FAB_DATA_DIR: dataDir });

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'killed-worker-'));
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

beforeEach(async () => {
  database = await cloneDatabase();
  const config = FabConfig.fromEnvironment({ ...env(), FAB_LOG_LEVEL: 'fatal' });

  @Module({
    imports: [
      PlatformModule.forRoot({ program: 'test', config, entities: [], migrations: [] }),
      MessagingModule,
      BlobModule,
      IngestModule,
    ],
  })
  class SenderModule {}

  context = await NestFactory.createApplicationContext(SenderModule, { logger: false });
  uow = context.get(UnitOfWork);
});
afterEach(async () => {
  await worker?.kill();
  worker = undefined;
  await context.close();
  await database.drop();
});

describe('kill -9 of the worker', () => {
  it('in the middle of an import leaves nothing half, and the next worker takes the file in once', async () => {
    const bytes = 24 * 2 ** 20;
    const file = Readable.from(syntheticSortFile({ bytes, lotId: 'BIG' }));
    const sender = { name: 'spec', productScope: null };
    const { importId } = await context.get(ImportService, { strict: false }).start(sender, 'big.stdf', 'cli', file);
    const state = async () => (await context.get(ImportService, { strict: false }).find(sender, importId)) ?? undefined;

    worker = await WorkerProcess.start(env());
    await until(state, (now) => (now?.progress ?? 0) > 0.2 || now?.state === 'done');
    await worker.kill();
    expect((await state())?.state).toBe('running');
    await until(
      () => openTransactions(),
      (open) => open === 0,
    );
    for (const table of ['lot', 'test_run', 'die_segment', 'die_value', 'wafer_yield']) {
      expect([table, await countOf(uow, table)]).toEqual([table, 0]);
    }

    worker = await WorkerProcess.start(env());
    const done = await until(state, (now) => now?.state === 'done' || now?.state === 'failed');
    const wafers = [...countWafers(bytes)];
    expect(done?.summary).toMatchObject({ wafers: wafers.length, relation: 'new', partRecords: wafers.length * 600 });
    const [stored] = await uow.query(
      'SELECT sum(part_count)::int AS parts, count(DISTINCT run_id)::int AS runs FROM die_segment',
    );
    expect(stored).toEqual({ parts: wafers.length * 600, runs: wafers.length });
    expect(await countOf(uow, 'test_run_supersession')).toBe(0);
  });

  it('again and again in the middle of a stream loses and doubles nothing', async () => {
    const stream = fabStream(120, 12);
    const sent = shuffled(stream.events).map((event) => ({
      source: event.source,
      eventId: event.id,
      body: Buffer.from(JSON.stringify(event)),
    }));
    for (let from = 0; from < sent.length; from += 400) {
      await context.get(RawLog, { strict: false }).append(sent.slice(from, from + 400), null);
    }
    const taken = (): Promise<number> => countOf(uow, 'inbox');
    for (const share of [0.1, 0.4, 0.7]) {
      worker = await WorkerProcess.start(env());
      await until(taken, (count) => count >= sent.length * share);
      await worker.kill();
    }
    worker = await WorkerProcess.start(env());
    await until(taken, (count) => count >= sent.length);
    await worker.stop();
    await expectExactly(uow, stream);
    expect(await countOf(uow, 'quarantine')).toBe(0);
  });
});

async function openTransactions(): Promise<number> {
  const [row] = await uow.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'fabwright worker' AND xact_start IS NOT NULL`,
  );
  return row?.n ?? -1;
}

/** The wafers of the same synthetic file, counted by reading it. */
function* countWafers(bytes: number): Generator<number> {
  let seen = 0;
  for (const chunk of syntheticSortFile({ bytes, lotId: 'BIG' })) {
    const text = Buffer.from(chunk).toString('latin1');
    for (const match of text.matchAll(/W(\d{5})/g)) {
      const wafer = Number(match[1]);
      if (wafer > seen) yield (seen = wafer);
    }
  }
}
