export { createDataSource, type DataSourceParts, type EntityClass, type MigrationClass } from './data-source.ts';
export { DatabaseNewerError, isMigrated, migrate, type SchemaStep } from './migrate.ts';
export { DEFAULT_RETRY, isRetryable, type RetryPolicy, sqlState } from './retry-policy.ts';
export { UnitOfWork, type UnitOptions } from './unit-of-work.ts';
export { CommitOrder, type CommitSequence } from './commit-order.ts';
export { type EncodeOptions, pgArray } from './pg-array.ts';
export { DatabaseModule, type DatabaseParts } from './database.module.ts';
export { PgListener } from './pg-listener.ts';
