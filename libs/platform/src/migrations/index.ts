import type { MigrationClass } from '../database/data-source.ts';
import { Platform1767000000000 } from './1767000000000-platform.ts';
import { Identity1767000000100 } from './1767000000100-identity.ts';
import { Messaging1767000000200 } from './1767000000200-messaging.ts';
import { Jobs1767000000300 } from './1767000000300-jobs.ts';
import { JobWork1767000000400 } from './1767000000400-job-work.ts';
import { AccountContact1767000000500 } from './1767000000500-account-contact.ts';
import { Delivery1767000000600 } from './1767000000600-delivery.ts';
import { SavedView1767000000700 } from './1767000000700-saved-view.ts';
import { DeliveryFile1767200001550 } from './1767200001550-delivery-file.ts';

export type { MigrationClass };

/** In the order in which they run. */
export const platformMigrations: readonly MigrationClass[] = [
  Platform1767000000000,
  Identity1767000000100,
  Messaging1767000000200,
  Jobs1767000000300,
  JobWork1767000000400,
  AccountContact1767000000500,
  Delivery1767000000600,
  SavedView1767000000700,
  DeliveryFile1767200001550,
];
