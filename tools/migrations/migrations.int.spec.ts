import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { createDataSource, type EntityClass } from '@fabwright/platform';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { type DataSource, EntitySchema, getMetadataArgsStorage } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allMigrations } from '../../apps/worker/src/all-migrations.ts';
import { describeSchema, schemaDrift } from './schema-drift.ts';

const root = resolve(import.meta.dirname, '../..');

async function allEntities(): Promise<EntityClass[]> {
  const files = globSync('{libs,apps}/*/src/**/*.entity.ts', { cwd: root });
  for (const file of files) await import(resolve(root, file));
  return getMetadataArgsStorage().tables.map(({ target }) => target as EntityClass);
}

describe('migrations and entities', () => {
  let database: TestDatabase | undefined;
  let source: DataSource;
  beforeAll(async () => {
    database = await cloneDatabase();
  });
  afterAll(async () => {
    await source.destroy();
    await database?.drop();
  });

  async function connect(entities: readonly EntityClass[]): Promise<DataSource> {
    if (database === undefined) throw new Error('no database');
    source = await createDataSource({ url: database.url, entities, migrations: allMigrations }).initialize();
    return source;
  }

  it('agree', async () => {
    const entities = await allEntities();
    expect(entities.length).toBeGreaterThan(0);
    expect(await schemaDrift(await connect(entities))).toEqual([]);
    await source.destroy();
  });

  it('are seen to disagree when a column is missing', async () => {
    const extended = new EntitySchema({
      name: 'setting',
      tableName: 'setting',
      columns: { key: { type: 'text', primary: true }, colour: { type: 'text', nullable: true } },
    });
    await connect([extended as unknown as EntityClass]);
    expect((await schemaDrift(source)).join('\n')).toContain('ADD "colour"');
    await source.destroy();
  });

  it('can all be undone, and done again with the same result', async () => {
    await connect([]);
    const before = await describeSchema(source);
    for (let left = allMigrations.length; left > 0; left--) await source.undoLastMigration({ transaction: 'each' });
    const left = (await describeSchema(source)).filter((line) => !line.includes('schema_migration'));
    expect(left).toEqual([]);
    await source.runMigrations({ transaction: 'each' });
    expect(await describeSchema(source)).toEqual(before);
    expect(before.length).toBeGreaterThan(100);
  });
});
