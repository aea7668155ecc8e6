import type { MigrationClass } from '../database/data-source.ts';
import { Platform1767000000000 } from './1767000000000-platform.ts';
import { Identity1767000000100 } from './1767000000100-identity.ts';

export type { MigrationClass };

/** In the order in which they run. */
export const platformMigrations: readonly MigrationClass[] = [Platform1767000000000, Identity1767000000100];
