import { fabMigrations } from '@fabwright/fab/migrations';
import { ingestMigrations } from '@fabwright/ingest/migrations';
import { languageMigrations } from '@fabwright/language/migrations';
import { platformMigrations, type MigrationClass } from '@fabwright/platform/migrations';
import { qualityMigrations } from '@fabwright/quality/migrations';
import { reportMigrations } from '@fabwright/reports/migrations';

/**
 * The whole schema, in the order of dependence. Each library exports its list at `@fabwright/<lib>/migrations`,
 * an entry without decorators or Nest, so that a test run starts quickly. A library adds itself here.
 */
export const allMigrations: readonly MigrationClass[] = [
  ...platformMigrations,
  ...fabMigrations,
  ...qualityMigrations,
  ...languageMigrations,
  ...reportMigrations,
  ...ingestMigrations,
];
