import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reportMigrations } from './index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

it('the migrations of reports can be taken back and run again', async () => {
  const source = await database.connect();
  const tables = async (): Promise<string[]> => {
    const rows: { name: string }[] = await source.query(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_name LIKE 'report\\_%' ORDER BY 1`,
    );
    return rows.map(({ name }) => name);
  };
  const before = await tables();
  const runner = source.createQueryRunner();
  const made = reportMigrations.map((Migration) => new Migration());
  for (const migration of made.toReversed()) await migration.down(runner);
  expect(await tables()).toEqual([]);
  for (const migration of made) await migration.up(runner);
  await runner.release();
  expect(await tables()).toEqual(before);
  expect(before).toContain('report_schedule');
});
