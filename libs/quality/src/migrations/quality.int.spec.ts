import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fabMigrations } from '@fabwright/fab/migrations';
import { qualityMigrations } from './index.ts';

let database: TestDatabase;
let source: DataSource;
beforeAll(async () => {
  database = await cloneDatabase();
  source = await database.connect();
});
afterAll(() => database.drop());

const tables = async (): Promise<string[]> => {
  const rows: { name: string }[] = await source.query(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  return rows.map((row) => row.name);
};

describe('the migrations of fab and quality', () => {
  it('can be taken back and run again', async () => {
    const before = await tables();
    const runner = source.createQueryRunner();
    const made = [...fabMigrations, ...qualityMigrations].map((Migration) => new Migration());
    for (const migration of made.toReversed()) await migration.down(runner);
    const between = await tables();
    for (const migration of made) await migration.up(runner);
    await runner.release();
    expect(between).not.toContain('lot');
    expect(between).not.toContain('die_segment');
    expect((await tables()).sort()).toEqual(before.sort());
  });

  it('lead each key of a lot table with lot_id, collated "C", as distribution by lot needs', async () => {
    const keys: { table: string; first: string; collation: string | null }[] = await source.query(`
      SELECT c.relname AS table, a.attname AS first, co.collname AS collation
      FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
      LEFT JOIN pg_collation co ON co.oid = a.attcollation
      WHERE (i.indisprimary OR i.indisunique) AND EXISTS (
        SELECT 1 FROM pg_attribute l WHERE l.attrelid = c.oid AND l.attname = 'lot_id' AND NOT l.attisdropped)`);
    expect(keys.length).toBeGreaterThan(15);
    for (const key of keys) expect(key).toMatchObject({ first: 'lot_id', collation: 'C' });
  });
});
