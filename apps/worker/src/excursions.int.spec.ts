import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RawLog, UnitOfWork } from '@fabwright/platform';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import type { INestApplicationContext } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fabStream, shuffled } from '../test/fab-stream.ts';
import { countOf, until } from '../test/facts.ts';
import { senderContext } from '../test/sender-context.ts';
import { WorkerProcess } from '../test/worker-process.ts';

const LOTS = 30;

let dataDir: string;
let database: TestDatabase;
let context: INestApplicationContext;
let uow: UnitOfWork;
let workers: WorkerProcess[] = [];

const env = (): Record<string, string> => ({
  FAB_DATABASE_URL: database.url,
  FAB_DATA_DIR: dataDir,
  FAB_CLOCK: 'newest-event',
});

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'excursions-'));
  database = await cloneDatabase();
  context = await senderContext(env());
  uow = context.get(UnitOfWork);
});
afterEach(async () => {
  for (const worker of workers) await worker.kill();
  workers = [];
  await context.close();
  await database.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

const startWorker = async (): Promise<void> => void workers.push(await WorkerProcess.start(env()));

/** Every lot of the stream lies under this floor: one excursion, not thirty. */
async function expectMuch(): Promise<void> {
  await uow.query(`INSERT INTO product (product_id, name) VALUES ('P1', 'P1')`);
  await uow.query(
    `INSERT INTO product_target (product_id, insertion, floor, set_by, set_at) VALUES ('P1', 'CP1', 0.99, 'spec', now())`,
  );
}

const outgoing = (): Promise<{ id: string; state: string; lots: number }[]> =>
  uow.query(`
    SELECT event_id AS id, envelope #>> '{data,state}' AS state, jsonb_array_length(envelope #> '{data,lotIds}') AS lots
    FROM outbox WHERE type = 'fab.excursion.v1' ORDER BY outbox_no`);

// Each start of a process takes seconds, more on a busy machine.
describe('the worker', { timeout: 300_000 }, () => {
  it('opens one excursion for what comes in, whatever dies and however many look, and tells the fab', async () => {
    await expectMuch();
    const sent = shuffled(fabStream(LOTS, 4).events).map((event) => ({
      source: event.source,
      eventId: event.id,
      body: Buffer.from(JSON.stringify(event)),
    }));
    await context.get(RawLog, { strict: false }).append(sent, null);
    await startWorker();
    await until(
      () => countOf(uow, 'inbox'),
      (taken) => taken > 0,
    );
    await workers[0]?.kill();
    await Promise.all([startWorker(), startWorker()]);
    await until(
      () => uow.query<{ lots: number }>('SELECT lot_count AS lots FROM excursion'),
      (rows) => rows[0]?.lots === LOTS,
    );
    const told = await outgoing();
    expect(await countOf(uow, 'excursion')).toBe(1);
    expect(told.filter((event) => event.state === 'opened')).toHaveLength(1);
    expect(new Set(told.map((event) => event.id)).size).toBe(told.length);
    expect(told.at(-1)?.lots).toBe(LOTS);
  });
});
