import type { MigrationClass } from '../database/data-source.ts';
export type { MigrationClass };
import { Platform1767000000000 } from './1767000000000-platform.ts';

/** In the order in which they run. */
export const platformMigrations: readonly MigrationClass[] = [Platform1767000000000];
