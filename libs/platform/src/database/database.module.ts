import { type DynamicModule, Global, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { FabConfig } from '../config/index.ts';
import { CommitOrder } from './commit-order.ts';
import { createDataSource, type EntityClass, type MigrationClass } from './data-source.ts';
import { PgListener } from './pg-listener.ts';
import { UnitOfWork } from './unit-of-work.ts';

export interface DatabaseParts {
  readonly program: string;
  readonly entities: readonly EntityClass[];
  readonly migrations: readonly MigrationClass[];
}

/** Closes the pool after everything that uses it has ended. */
@Injectable()
export class DatabaseCloser implements OnApplicationShutdown {
  constructor(private readonly dataSource: DataSource) {}

  async onApplicationShutdown(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}

@Global()
@Module({})
export class DatabaseModule {
  static forRoot(parts: DatabaseParts): DynamicModule {
    const dataSource = {
      provide: DataSource,
      inject: [FabConfig],
      useFactory: (config: FabConfig): Promise<DataSource> =>
        createDataSource({
          url: config.database.url,
          poolSize: config.database.poolSize,
          entities: parts.entities,
          migrations: parts.migrations,
          applicationName: `fabwright ${parts.program}`,
        }).initialize(),
    };
    return {
      module: DatabaseModule,
      providers: [dataSource, UnitOfWork, CommitOrder, PgListener, DatabaseCloser],
      exports: [DataSource, UnitOfWork, CommitOrder, PgListener],
    };
  }
}
