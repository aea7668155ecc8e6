import type { MigrationClass } from '@fabwright/platform/migrations';
import { Ingest1767300000000 } from './1767300000000-ingest.ts';
import { FileFormat1767300000100 } from './1767300000100-file-format.ts';

/** In the order in which they run; after the quality library's. */
export const ingestMigrations: readonly MigrationClass[] = [Ingest1767300000000, FileFormat1767300000100];
