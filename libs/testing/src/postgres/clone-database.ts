import { randomUUID } from 'node:crypto';
import { createDataSource, type EntityClass } from '@fabwright/platform';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { inject } from 'vitest';
import { TEMPLATE } from './provided.ts';

/** A database of one's own on the migrated schema. */
export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
  /** A connected data source; every one is closed by `drop`. */
  connect(entities?: readonly EntityClass[]): Promise<DataSource>;
  drop(): Promise<void>;
}

/** Clones the migrated template in about .1 s. Call once a file, in `beforeAll`, and `drop` in `afterAll`. */
export async function cloneDatabase(): Promise<TestDatabase> {
  const base = inject('postgresUrl');
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await administer(base, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  const url = base.replace(/\/postgres$/, `/${name}`);
  const open: DataSource[] = [];
  const drop = async (): Promise<void> => {
    await Promise.all(open.filter((source) => source.isInitialized).map((source) => source.destroy()));
    await administer(base, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  };
  return {
    url,
    connect: async (entities = []) => {
      const source = await createDataSource({ url, entities, migrations: [] }).initialize();
      open.push(source);
      return source;
    },
    drop,
    [Symbol.asyncDispose]: drop,
  };
}

async function administer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
