import type { DataSource, QueryRunner } from 'typeorm';

/** Any constant will do, as long as every process of ours takes the same. */
const MIGRATION_LOCK = 4_300_001;

/** The database was written by a newer version of the program. Nothing has been changed. */
export class DatabaseNewerError extends Error {
  constructor(readonly unknown: readonly string[]) {
    super(
      `The database was made by a newer version of Fabwright (it has ${unknown.join(', ')}, which this version does not know). ` +
        'Nothing was changed: start the newer version again, or use another data folder.',
    );
    this.name = 'DatabaseNewerError';
  }
}

/** Steps of other packages that must run under the same lock, e.g. the job queue's own schema. */
export type SchemaStep = (dataSource: DataSource) => Promise<void>;

/**
 * Brings the schema up to date. api and worker may start at the same time: one of them migrates, the other waits.
 * Returns the names of the migrations that ran. Throws DatabaseNewerError before anything is changed.
 */
export async function migrate(dataSource: DataSource, steps: readonly SchemaStep[] = []): Promise<string[]> {
  return holdingLock(dataSource, async () => {
    await assertNotNewer(dataSource);
    const done = await dataSource.runMigrations();
    for (const step of steps) await step(dataSource);
    return done.map((migration) => migration.name);
  });
}

/** True when every migration this program knows has run. */
export async function isMigrated(dataSource: DataSource): Promise<boolean> {
  const applied = new Set(await appliedMigrations(dataSource));
  return dataSource.migrations.every((migration) => applied.has(nameOf(migration)));
}

async function assertNotNewer(dataSource: DataSource): Promise<void> {
  const known = new Set(dataSource.migrations.map(nameOf));
  const unknown = (await appliedMigrations(dataSource)).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new DatabaseNewerError(unknown);
}

async function appliedMigrations(dataSource: DataSource): Promise<string[]> {
  const found: { present: boolean }[] = await dataSource.query(
    `SELECT to_regclass('schema_migration') IS NOT NULL AS present`,
  );
  if (!found[0]?.present) return [];
  const rows: { name: string }[] = await dataSource.query('SELECT name FROM schema_migration ORDER BY id');
  return rows.map((row) => row.name);
}

function nameOf(migration: { name?: string; constructor: { name: string } }): string {
  return migration.name ?? migration.constructor.name;
}

/** The lock lives in a session of its own: it ends with the process, whatever happens. */
async function holdingLock<T>(dataSource: DataSource, work: () => Promise<T>): Promise<T> {
  const session: QueryRunner = dataSource.createQueryRunner();
  try {
    await session.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      return await work();
    } finally {
      await session.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    }
  } finally {
    await session.release();
  }
}
