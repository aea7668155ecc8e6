import { setTimeout as sleep } from 'node:timers/promises';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BlobModule, FabConfig, Jobs, JobsModule, MessagingModule, PlatformModule } from '../index.ts';
import { MAINTENANCE, MaintenanceModule } from './maintenance.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

it('throws away what is old and taken, and nothing else', async () => {
  const config = FabConfig.fromEnvironment({ FAB_DATABASE_URL: database.url, FAB_LOG_LEVEL: 'silent' });
  @Module({
    imports: [
      PlatformModule.forRoot({ program: 'worker', config, entities: [], migrations: [] }),
      MessagingModule,
      BlobModule,
      JobsModule.forWorker([MAINTENANCE]),
      MaintenanceModule,
    ],
  })
  class WorkerModule {}
  const source = await database.connect();
  await source.query(`INSERT INTO raw_log (offset_no, received_at, source, event_id, body) VALUES
    (1, now() - interval '8 days', 's', 'taken and old', ''), (2, now() - interval '8 days', 's', 'old, not taken', ''),
    (3, now(), 's', 'new', '')`);
  await source.query(`INSERT INTO consumer_position VALUES ('ingest', 'http', 'http', 0, 2, now())`);
  await source.query(`INSERT INTO job (job_id, kind, state, input, input_hash, asked_by_kind, asked_by_name, correlation_id, requested_at, finished_at)
    SELECT gen_random_uuid(), 'k', 'done', '{}', 'h', 'system', 'x', 'c', at, at FROM unnest(ARRAY[now(), now() - interval '91 days']) AS at`);

  await source.query(`INSERT INTO delivery (delivery_id, dedupe_key, channel, recipient, topic, subject, body_text, state, created_at, due_at, give_up_at, finished_at)
    SELECT gen_random_uuid(), at::text, 'mail', 'a@b.c', 't', 's', '', 'sent', at, at, at, at FROM unnest(ARRAY[now(), now() - interval '401 days']) AS at`);

  const worker = await NestFactory.createApplicationContext(WorkerModule, { logger: false });
  const jobId = await worker.get(Jobs).send(MAINTENANCE, {});
  let result: unknown = null;
  for (let tries = 0; tries < 200 && result === null; tries++) {
    await sleep(50);
    const rows: { result: unknown }[] = await source.query('SELECT result FROM job WHERE job_id = $1', [jobId]);
    result = rows[0]?.result ?? null;
  }
  const scheduled: { cron: string; timezone: string }[] = await source.query(
    'SELECT cron, timezone FROM pgboss.schedule',
  );
  await worker.close();
  expect(result).toEqual({ rawEvents: 1, sessions: 0, invites: 0, jobs: 1, deliveries: 1, files: 0, bytes: 0 });
  expect(scheduled).toEqual([{ cron: '30 3 * * *', timezone: 'UTC' }]);
});
