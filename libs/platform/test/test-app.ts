import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { FabConfig, GraphqlApiModule, IdentityApiModule, type MigrationClass, PlatformModule } from '../src/index.ts';

export interface RunningApp {
  readonly app: NestExpressApplication;
  readonly base: string;
  close(): Promise<void>;
}

/** A real api on a free port: everything of the platform, and the given modules. */
export async function startTestApp(
  databaseUrl: string,
  modules: readonly (Type | DynamicModule)[] = [],
  env: Readonly<Record<string, string>> = {},
  migrations: readonly MigrationClass[] = [],
): Promise<RunningApp> {
  const config = FabConfig.fromEnvironment({ FAB_DATABASE_URL: databaseUrl, FAB_LOG_LEVEL: 'fatal', ...env });

  @Module({
    imports: [
      PlatformModule.forRoot({ program: 'test', config, entities: [], migrations }),
      GraphqlApiModule.forRoot(),
      IdentityApiModule,
      ...modules,
    ],
  })
  class TestAppModule {}

  const app = await NestFactory.create<NestExpressApplication>(TestAppModule, { logger: false });
  await app.listen(0, '127.0.0.1');
  return { app, base: await app.getUrl(), close: () => app.close() };
}
