import { fabMigrations } from '@fabwright/fab/migrations';
import { ingestMigrations } from '@fabwright/ingest/migrations';
import { languageMigrations } from '@fabwright/language/migrations';
import { type MigrationClass, platformMigrations } from '@fabwright/platform/migrations';
import { qualityMigrations } from '@fabwright/quality/migrations';
import { reportMigrations } from '@fabwright/reports/migrations';

/** The whole schema, in the order of dependence. */
export const allMigrations: readonly MigrationClass[] = [
  ...platformMigrations,
  ...fabMigrations,
  ...qualityMigrations,
  ...languageMigrations,
  ...reportMigrations,
  ...ingestMigrations,
];
