import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDataSource, migrate } from '@fabwright/platform';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@fabwright/platform/embedded';
import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BigFile } from '../test/big-file.ts';
import { killServer, until } from '../test/facts.ts';
import { senderContext } from '../test/sender-context.ts';
import { WorkerProcess } from '../test/worker-process.ts';
import { allMigrations } from './all-migrations.ts';

/** A server of this file's own: it gets killed. */
let postgresDir: string;
let dataDir: string;
let server: EmbeddedPostgres | undefined;
let context: INestApplicationContext | undefined;
let worker: WorkerProcess | undefined;

beforeAll(async () => {
  postgresDir = mkdtempSync(join(tmpdir(), 'killed-database-'));
  dataDir = mkdtempSync(join(tmpdir(), 'killed-database-data-'));
  server = await startEmbeddedPostgres({ dir: postgresDir, database: 'fabwright' });
  const source = await createDataSource({ url: server.url, entities: [], migrations: allMigrations }).initialize();
  await migrate(source);
  await source.destroy();
});
afterAll(async () => {
  await worker?.kill();
  await context?.close();
  await server?.stop();
  for (const folder of [postgresDir, dataDir]) rmSync(folder, { recursive: true, force: true });
});

it('kill -9 of the database in the middle of an import: the same worker takes the file in once', async () => {
  const env = { FAB_DATABASE_URL: server?.url ?? '', FAB_DATA_DIR: dataDir };
  context = await senderContext(env);
  const file = new BigFile(context);
  await file.send();
  worker = await WorkerProcess.start(env);
  await until(
    () => file.state(),
    ({ progress }) => progress > 0.2,
  );
  if (server !== undefined) await killServer(server);
  server = await startEmbeddedPostgres({ dir: postgresDir, database: 'fabwright' });
  expect(server.adopted).toBe(false);
  await until(
    () => file.state(),
    ({ state }) => state === 'done' || state === 'failed',
    120_000,
  );
  await file.expectOnce();
}, 240_000);
