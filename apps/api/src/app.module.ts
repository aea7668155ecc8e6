import { type DynamicModule, Module } from '@nestjs/common';
import { IngestApiModule, OutboxModule } from '@fabwright/ingest';
import { languageJobs, LanguageModule } from '@fabwright/language/gateway';
import {
  BlobModule,
  DeliveryApiModule,
  type FabConfig,
  GraphqlApiModule,
  IdentityApiModule,
  JobsModule,
  MAINTENANCE,
  MessagingModule,
  PlatformModule,
  SavedViewApiModule,
  TelemetryModule,
} from '@fabwright/platform';
import { ExcursionApiModule, NoticeApiModule, QualityApiModule } from '@fabwright/quality';
import { reportJobs, ReportsApiModule } from '@fabwright/reports';
import { allMigrations } from './all-migrations.ts';
import { FirstStart } from './first-start.ts';

/** The ways in, one line a library. The printed schema is made of these. */
export const API_MODULES = [
  JobsModule.forApi([MAINTENANCE, ...languageJobs, ...reportJobs]),
  IdentityApiModule,
  SavedViewApiModule,
  QualityApiModule,
  ExcursionApiModule,
  NoticeApiModule,
  DeliveryApiModule,
  LanguageModule.forApi(),
  ReportsApiModule,
  IngestApiModule,
  OutboxModule,
];

/** Composition only: what the api is made of. */
@Module({})
export class AppModule {
  static of(config: FabConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot({ program: 'api', config, entities: [], migrations: allMigrations }),
        MessagingModule,
        BlobModule,
        TelemetryModule,
        GraphqlApiModule.forRoot(),
        ...API_MODULES,
      ],
      providers: [FirstStart],
    };
  }
}
