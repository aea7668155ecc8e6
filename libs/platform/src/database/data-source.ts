import { DataSource, type EntitySchema, type MigrationInterface, type MixedList } from 'typeorm';

export type EntityClass = new (...args: never[]) => object;
export type MigrationClass = new () => MigrationInterface;

export interface DataSourceParts {
  readonly url: string;
  readonly entities: readonly EntityClass[];
  readonly migrations: readonly MigrationClass[];
  /** Connections at most; the default suits one process of api or worker. */
  readonly poolSize?: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
}

/**
 * The one place that knows how we connect. The schema comes from hand-written migrations only.
 * The result is not connected yet: call `initialize()`.
 */
export function createDataSource(parts: DataSourceParts): DataSource {
  return new DataSource({
    type: 'postgres',
    url: parts.url,
    applicationName: parts.applicationName ?? 'fabwright',
    entities: [...parts.entities] as MixedList<EntityClass & (new () => object)> | EntitySchema[],
    migrations: [...parts.migrations],
    migrationsTableName: 'schema_migration',
    // Each migration commits by itself, so that a long list needs no single huge transaction.
    migrationsTransactionMode: 'each',
    synchronize: false,
    installExtensions: false,
    connectTimeoutMS: 10_000,
    poolSize: parts.poolSize ?? 12,
    extra: {
      idleTimeoutMillis: 30_000,
      // A client that was lost while idle must not end the process; the next query fails and is retried.
      keepAlive: true,
      options: '-c timezone=UTC -c idle_in_transaction_session_timeout=10min',
    },
    poolErrorHandler: () => undefined,
  });
}
