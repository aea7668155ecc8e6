import { type DynamicModule, Module } from '@nestjs/common';
import { IngestWorkerModule } from '@fabwright/ingest';
import { type FabConfig, MessagingModule, PlatformModule } from '@fabwright/platform';
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
        IngestWorkerModule,
      ],
    };
  }
}
