import { FabConfig, PlatformModule } from '@fabwright/platform';
import { LotYieldStore, QualityModule } from '@fabwright/quality';
import { allMigrations } from '@fabwright/testing/migrations';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { type PrivateDatabase, startPrivateDatabase } from './private-database.ts';
import { fillYieldDatabase, type YieldDatabaseSize } from './yield-database.ts';

/** A private database that is filled, its lots added up as ingest does it, and settled by VACUUM and CHECKPOINT. */
export async function startFilledDatabase(size: YieldDatabaseSize): Promise<PrivateDatabase> {
  const database = await startPrivateDatabase();
  const client = new pg.Client({ connectionString: database.url });
  try {
    await client.connect();
    await fillYieldDatabase(client, size);
    await addUpLots(database.url, client);
    return database;
  } catch (error) {
    await database.stop();
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Adds up every lot as ingest does it for those of a batch, and settles the database. */
export async function addUpLots(url: string, client: pg.Client): Promise<void> {
  const { rows: lots } = await client.query<{ lot_id: string }>('SELECT lot_id FROM lot');
  const config = FabConfig.fromEnvironment({ FAB_DATABASE_URL: url, FAB_LOG_LEVEL: 'fatal' });

  @Module({
    imports: [
      PlatformModule.forRoot({ program: 'bench', config, entities: [], migrations: allMigrations }),
      QualityModule,
    ],
  })
  class AddUpModule {}

  const context = await NestFactory.createApplicationContext(AddUpModule, { logger: false, abortOnError: false });
  await context.get(LotYieldStore, { strict: false }).refresh(lots.map((lot) => lot.lot_id));
  await context.close();
  await client.query('VACUUM (ANALYZE) lot_yield');
  await client.query('CHECKPOINT');
}
