import type { MigrationClass } from '@fabwright/platform/migrations';
import { Fab1767100000000 } from './1767100000000-fab.ts';

/** In the order in which they run; after the platform's. */
export const fabMigrations: readonly MigrationClass[] = [Fab1767100000000];
