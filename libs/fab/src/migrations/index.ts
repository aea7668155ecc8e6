import type { MigrationClass } from '@fabwright/platform/migrations';
import { Fab1767100000000 } from './1767100000000-fab.ts';
import { DefectFile1767100000100 } from './1767100000100-defect-file.ts';
import { Materials1767100000200 } from './1767100000200-materials.ts';
import { Places1767100000300 } from './1767100000300-places.ts';

/** In the order in which they run; after the platform's. */
export const fabMigrations: readonly MigrationClass[] = [
  Fab1767100000000,
  DefectFile1767100000100,
  Materials1767100000200,
  Places1767100000300,
];
