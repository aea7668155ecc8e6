import { type DynamicModule, Module } from '@nestjs/common';
import { IngestApiModule } from '@fabwright/ingest';
import {
  type FabConfig,
  GraphqlApiModule,
  IdentityApiModule,
  MessagingModule,
  PlatformModule,
} from '@fabwright/platform';
import { allMigrations } from './all-migrations.ts';
import { FirstStart } from './first-start.ts';

/** The ways in, one line a library. */
export const API_MODULES = [IdentityApiModule, IngestApiModule];

/** Composition only: what the api is made of. */
@Module({})
export class AppModule {
  static of(config: FabConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot({ program: 'api', config, entities: [], migrations: allMigrations }),
        MessagingModule,
        GraphqlApiModule.forRoot(),
        ...API_MODULES,
      ],
      providers: [FirstStart],
    };
  }
}
