import { type DynamicModule, Module } from '@nestjs/common';
import { fabMigrations } from '@fabwright/fab/migrations';
import { IngestApiModule } from '@fabwright/ingest';
import { ingestMigrations } from '@fabwright/ingest/migrations';
import {
  type FabConfig,
  GraphqlApiModule,
  IdentityApiModule,
  platformMigrations,
  PlatformModule,
} from '@fabwright/platform';
import { QualityApiModule } from '@fabwright/quality';
import { qualityMigrations } from '@fabwright/quality/migrations';
import { FirstStart } from './first-start.ts';

/** Composition only: what the api is made of. */
@Module({})
export class AppModule {
  static of(config: FabConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot({
          program: 'api',
          config,
          entities: [],
          migrations: [...platformMigrations, ...fabMigrations, ...qualityMigrations, ...ingestMigrations],
        }),
        GraphqlApiModule.forRoot(),
        IdentityApiModule,
        QualityApiModule,
        IngestApiModule,
      ],
      providers: [FirstStart],
    };
  }
}
