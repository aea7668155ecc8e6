import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { AuthGuard } from './auth/index.ts';
import { FabClock, FabClockHand, fabClockProvider } from './clock/index.ts';
import { FabConfig } from './config/index.ts';
import { DatabaseModule, type EntityClass, type MigrationClass } from './database/index.ts';
import { CorrelationModule, ErrorFilter } from './errors/index.ts';
import { Account, ApiToken, IdentityModule } from './identity/index.ts';
import { ChangeNotifier } from './graphql/index.ts';
import { LogModule } from './log/index.ts';
import { MemoryAtRest } from './memory/index.ts';

export interface PlatformParts {
  /** Name of the process in logs and in pg_stat_activity: `api`, `worker`. */
  readonly program: string;
  readonly config: FabConfig;
  /** Entities of the domain libraries; the platform's own come along. */
  readonly entities: readonly EntityClass[];
  /** Every migration, the platform's included, in the order of dependence. */
  readonly migrations: readonly MigrationClass[];
}

const OWN_ENTITIES: readonly EntityClass[] = [Account, ApiToken];

/**
 * What every process of the house stands on: settings, log, correlation, database, clock, people, the guard that
 * closes what declares nothing, the one mapping of errors, memory given back at rest. Global: import it once, in the application's module.
 */
@Global()
@Module({})
export class PlatformModule {
  static forRoot(parts: PlatformParts): DynamicModule {
    const configModule: DynamicModule = {
      module: ConfigHolder,
      global: true,
      providers: [{ provide: FabConfig, useValue: parts.config }],
      exports: [FabConfig],
    };
    return {
      module: PlatformModule,
      imports: [
        configModule,
        CorrelationModule,
        LogModule.forRoot(parts.program),
        DatabaseModule.forRoot({ ...parts, entities: [...OWN_ENTITIES, ...parts.entities] }),
        IdentityModule,
      ],
      providers: [
        fabClockProvider,
        FabClockHand,
        ChangeNotifier,
        MemoryAtRest,
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_FILTER, useClass: ErrorFilter },
      ],
      exports: [FabClock, FabClockHand, ChangeNotifier],
    };
  }
}

@Module({})
class ConfigHolder {}
