import { createDataSource, DatabaseNewerError, type FabConfig, migrate } from '@fabwright/platform';
import { allMigrations } from './all-migrations.ts';

/** Exit code of `worker migrate` for a database that a newer version has written. */
const NEWER = 3;

/**
 * Brings the schema up to date and says what it did. Several may run at a time: one migrates, the others wait.
 * Returns the exit code; a database from a newer version is left as it is.
 */
export async function migrateDatabase(config: FabConfig): Promise<number> {
  const dataSource = await createDataSource({
    url: config.database.url,
    entities: [],
    migrations: allMigrations,
    poolSize: 2,
    applicationName: 'fabwright migration',
  }).initialize();
  try {
    const names = await migrate(dataSource);
    process.stdout.write(`${JSON.stringify({ migrated: names })}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof DatabaseNewerError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return NEWER;
  } finally {
    await dataSource.destroy();
  }
}
