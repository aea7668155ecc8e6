import type { MigrationClass } from '../database/data-source.ts';
import { Platform1767000000000 } from './1767000000000-platform.ts';
import { Identity1767000000100 } from './1767000000100-identity.ts';
import { Messaging1767000000200 } from './1767000000200-messaging.ts';
import { Jobs1767000000300 } from './1767000000300-jobs.ts';
import { JobWork1767000000400 } from './1767000000400-job-work.ts';

export type { MigrationClass };

/** In the order in which they run. */
export const platformMigrations: readonly MigrationClass[] = [
  Platform1767000000000,
  Identity1767000000100,
  Messaging1767000000200,
  Jobs1767000000300,
  JobWork1767000000400,
];
