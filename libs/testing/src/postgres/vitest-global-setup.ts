import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDataSource, migrate } from '@fabwright/platform';
import { startEmbeddedPostgres } from '@fabwright/platform/embedded';
import type { TestProject } from 'vitest/node';
import { allMigrations } from './migrations.ts';
import { TEMPLATE } from './provided.ts';
import 'reflect-metadata';

const FOLDER = 'fabwright-test-';

/** No fsync: everything in there is thrown away. */
const THROWAWAY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };

/** One private PostgreSQL for the run, its template migrated once. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweepLeftovers();
  const dir = mkdtempSync(join(tmpdir(), `${FOLDER}${process.pid}-`));
  const server = await startEmbeddedPostgres({ dir, database: TEMPLATE, settings: THROWAWAY });
  const dataSource = await createDataSource({ url: server.url, entities: [], migrations: allMigrations }).initialize();
  await migrate(dataSource);
  await dataSource.destroy();
  project.provide('postgresUrl', server.url.replace(`/${TEMPLATE}`, '/postgres'));
  return async () => {
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  };
}

/** Ends the server of a run that was killed: its folder carries the number of a process that is gone. */
async function sweepLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${FOLDER}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    const dir = join(tmpdir(), name);
    endServerIn(dir);
    rmSync(dir, { recursive: true, force: true });
  }
}

function endServerIn(dir: string): void {
  const file = join(dir, 'cluster', 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  if (Number.isFinite(pid) && isAlive(pid)) process.kill(pid, 'SIGQUIT');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
