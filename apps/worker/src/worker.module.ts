import { type DynamicModule, Module } from '@nestjs/common';
import { IngestWorkerModule, OutboxModule } from '@fabwright/ingest';
import { languageJobs, LanguageModule } from '@fabwright/language/gateway';
import {
  BlobModule,
  DeliveryWorkerModule,
  type FabConfig,
  JobsModule,
  MAINTENANCE,
  MaintenanceModule,
  MessagingModule,
  PlatformModule,
  TelemetryModule,
} from '@fabwright/platform';
import {
  ExcursionWorkerModule,
  NoticeWorkerModule,
  SiteYieldWorkerModule,
  TestSummaryWorkerModule,
} from '@fabwright/quality';
import { reportJobs, ReportsWorkerModule } from '@fabwright/reports';
import { allMigrations } from './all-migrations.ts';

/** Composition only: what the worker is made of. */
@Module({})
export class WorkerModule {
  static of(config: FabConfig): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        PlatformModule.forRoot({ program: 'worker', config, entities: [], migrations: allMigrations }),
        MessagingModule,
        BlobModule,
        TelemetryModule,
        JobsModule.forWorker([MAINTENANCE, ...languageJobs, ...reportJobs]),
        MaintenanceModule,
        IngestWorkerModule,
        OutboxModule,
        ExcursionWorkerModule,
        NoticeWorkerModule,
        DeliveryWorkerModule,
        SiteYieldWorkerModule,
        TestSummaryWorkerModule,
        LanguageModule.forWorker(),
        ReportsWorkerModule,
      ],
    };
  }
}
