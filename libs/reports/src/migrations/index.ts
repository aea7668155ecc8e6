import type { MigrationClass } from '@fabwright/platform/migrations';
import { ReportSchedule1767200001560 } from './1767200001560-report-schedule.ts';
import { ReportDefinition1767200001570 } from './1767200001570-report-definition.ts';
import { ReportComment1767200001580 } from './1767200001580-report-comment.ts';

/** In the order in which they run; after quality's. */
export const reportMigrations: readonly MigrationClass[] = [
  ReportSchedule1767200001560,
  ReportDefinition1767200001570,
  ReportComment1767200001580,
];
