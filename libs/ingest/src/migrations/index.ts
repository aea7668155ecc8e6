import type { MigrationClass } from '@fabwright/platform/migrations';
import { Ingest1767300000000 } from './1767300000000-ingest.ts';

/** In the order in which they run; after the quality library's. */
export const ingestMigrations: readonly MigrationClass[] = [Ingest1767300000000];
