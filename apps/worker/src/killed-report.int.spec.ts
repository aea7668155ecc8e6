import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Jobs, JobsModule, RawLog, UnitOfWork } from '@fabwright/platform';
import { reportJobs } from '@fabwright/reports';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { countOf, until } from '../test/facts.ts';
import { fabStream } from '../test/fab-stream.ts';
import { senderContext } from '../test/sender-context.ts';
import { WorkerProcess } from '../test/worker-process.ts';

let dataDir: string;
let database: TestDatabase;
let context: INestApplicationContext;
let uow: UnitOfWork;
let worker: WorkerProcess | undefined;

const env = (): Record<string, string> => ({ FAB_DATABASE_URL: database.url, FAB_DATA_DIR: dataDir });

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'killed-report-'));
  database = await cloneDatabase();
  context = await senderContext(env(), [JobsModule.forApi(reportJobs)]);
  uow = context.get(UnitOfWork);
}, 60_000);
afterAll(async () => {
  await worker?.kill();
  await context?.close();
  await database?.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

interface JobRow {
  readonly state: string;
  readonly step: string | null;
  readonly attempts: number;
  readonly result: { readonly blob: string; readonly byteSize: number } | null;
}

async function job(jobId: string): Promise<JobRow | undefined> {
  const [row] = await uow.query<JobRow>('SELECT state, step, attempts, result FROM job WHERE job_id = $1', [jobId]);
  return row;
}

/** Paths of all files that are kept, or half written. */
function files(): string[] {
  const entries = readdirSync(join(dataDir, 'blobs'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

// Each start of a process takes seconds, more on a busy machine.
it(
  'kill -9 of the worker while it lays a report out: the next worker makes it, once',
  { timeout: 300_000 },
  async () => {
    const stream = fabStream(3, 25);
    const raw = stream.events.map((event) => ({
      source: event.source,
      eventId: event.id,
      body: Buffer.from(JSON.stringify(event)),
    }));
    await context.get(RawLog, { strict: false }).append(raw, null);
    worker = await WorkerProcess.start(env());
    await until(
      () => countOf(uow, 'inbox'),
      (count) => count === raw.length,
    );
    const [report] = reportJobs;
    if (!report) throw new Error('There is a job for reports.');
    const jobId = await context.get(Jobs, { strict: false }).send(report, {
      ...{ kind: 'lot', lotId: 'L0002', productId: 'P1', insertion: null },
      ...{ language: 'zh-CN', paper: 'A4' },
    });
    await until(
      () => job(jobId),
      (row) => row?.step === 'laying-out',
    );
    await worker.kill();
    expect(await job(jobId)).toMatchObject({ state: 'running', step: 'laying-out', attempts: 1, result: null });
    expect(files()).toEqual([]);

    worker = await WorkerProcess.start(env());
    const made = await until(
      () => job(jobId),
      (row) => row?.state === 'done' || row?.state === 'failed',
    );
    expect(made).toMatchObject({ state: 'done', attempts: 2 });
    // what the queue had left to say of it has been said by then
    await worker.stop();
    expect(await job(jobId)).toEqual(made);
    const [file, ...others] = files();
    const content = readFileSync(file ?? '');
    expect(others).toEqual([]);
    expect(made?.result).toMatchObject({
      blob: createHash('sha256').update(content).digest('hex'),
      byteSize: content.length,
    });
    expect(content.subarray(0, 5).toString()).toBe('%PDF-');
    expect(content.subarray(-6).toString().trim()).toBe('%%EOF');
  },
);
