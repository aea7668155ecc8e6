import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RawLog, UnitOfWork } from '@fabwright/platform';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BigFile } from '../test/big-file.ts';
import { fabStream, shuffled } from '../test/fab-stream.ts';
import { countOf, expectExactly, until } from '../test/facts.ts';
import { senderContext } from '../test/sender-context.ts';
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
  context = await senderContext(env());
  uow = context.get(UnitOfWork);
});
afterEach(async () => {
  await worker?.kill();
  worker = undefined;
  await context.close();
  await database.drop();
});

// Each start of a process takes seconds, more on a busy machine.
describe('kill -9 of the worker', { timeout: 300_000 }, () => {
  it('in the middle of an import leaves nothing half, and the next worker takes the file in once', async () => {
    const file = new BigFile(context);
    await file.send();
    worker = await WorkerProcess.start(env());
    await until(
      () => file.state(),
      ({ progress }) => progress > 0.2,
    );
    await worker.kill();
    expect((await file.state()).state).toBe('running');
    await until(openTransactions, (open) => open === 0);
    await file.expectNothing();

    worker = await WorkerProcess.start(env());
    await until(
      () => file.state(),
      ({ state }) => state === 'done' || state === 'failed',
    );
    await file.expectOnce();
  });

  it('again and again in the middle of a stream loses and doubles nothing', async () => {
    const stream = fabStream(100, 8);
    const sent = shuffled(stream.events).map((event) => ({
      source: event.source,
      eventId: event.id,
      body: Buffer.from(JSON.stringify(event)),
    }));
    await context.get(RawLog, { strict: false }).append(sent, null);
    const taken = (): Promise<number> => countOf(uow, 'inbox');
    for (const share of [0.1, 0.6]) {
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

/** The server needs a moment to notice that the other end of a connection is gone. */
async function openTransactions(): Promise<number> {
  const [row] = await uow.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'fabwright worker' AND xact_start IS NOT NULL`,
  );
  return row?.n ?? -1;
}
