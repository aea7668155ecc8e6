import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDataSource, migrate } from '@fabwright/platform';
import { startEmbeddedPostgres } from '@fabwright/platform/embedded';
import { allMigrations } from '@fabwright/testing/migrations';

export interface PrivateDatabase {
  readonly url: string;
  stop(): Promise<void>;
}

/** A migrated PostgreSQL of its own with the server's usual settings, fsync included: it is to be measured. */
export async function startPrivateDatabase(): Promise<PrivateDatabase> {
  const dir = mkdtempSync(join(tmpdir(), 'fabwright-bench-database-'));
  const server = await startEmbeddedPostgres({ dir, database: 'bench' });
  const source = await createDataSource({ url: server.url, entities: [], migrations: allMigrations }).initialize();
  await migrate(source);
  await source.destroy();
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
