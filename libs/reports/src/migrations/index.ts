import type { MigrationClass } from '@fabwright/platform/migrations';
import { ReportSchedule1767200001560 } from './1767200001560-report-schedule.ts';

/** In the order in which they run; after quality's. */
export const reportMigrations: readonly MigrationClass[] = [ReportSchedule1767200001560];
