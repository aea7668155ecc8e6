import { allMigrations } from '@fabwright/testing/migrations';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import type { DataSource } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDataSource } from './data-source.ts';
import { DatabaseNewerError, isMigrated, migrate } from './migrate.ts';

let database: TestDatabase;
let source: DataSource;
beforeEach(async () => {
  database = await cloneDatabase();
  source = await createDataSource({ url: database.url, entities: [], migrations: allMigrations }).initialize();
});
afterEach(async () => {
  await source.destroy();
  await database.drop();
});

describe('migrations', () => {
  it('all go down to an empty schema and up again', async () => {
    for (let left = allMigrations.length; left > 0; left--) await source.undoLastMigration();
    const left: { name: string }[] = await source.query(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind <> 'i'
       UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
       UNION ALL SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')`,
    );
    expect(left.map((row) => row.name).filter((name) => !name.includes('schema_migration'))).toEqual([]);
    expect(await isMigrated(source)).toBe(false);
    expect(await migrate(source)).toHaveLength(allMigrations.length);
    expect(await isMigrated(source)).toBe(true);
  });

  it('run once when two processes start together', async () => {
    for (let left = allMigrations.length; left > 0; left--) await source.undoLastMigration();
    const other = await createDataSource({ url: database.url, entities: [], migrations: allMigrations }).initialize();
    const ran = await Promise.all([migrate(source), migrate(other)]);
    await other.destroy();
    expect(ran.map((names) => names.length).sort((a, b) => a - b)).toEqual([0, allMigrations.length]);
  });

  it('refuse a database of a newer version and change nothing', async () => {
    await source.query(`INSERT INTO schema_migration (timestamp, name) VALUES (9999999999999, 'Future9999999999999')`);
    await expect(migrate(source)).rejects.toBeInstanceOf(DatabaseNewerError);
  });
});
