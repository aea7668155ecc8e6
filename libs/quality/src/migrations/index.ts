import type { MigrationClass } from '@fabwright/platform/migrations';
import { Quality1767200000000 } from './1767200000000-quality.ts';

/** In the order in which they run; after the fab's. */
export const qualityMigrations: readonly MigrationClass[] = [Quality1767200000000];
