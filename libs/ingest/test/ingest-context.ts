import { type INestApplicationContext, Module, type Provider } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FabModule } from '@fabwright/fab';
import { FabConfig, PlatformModule } from '@fabwright/platform';
import { QualityModule } from '@fabwright/quality';

/** The platform and the recorders on a test's database, with the given parts of ingest; no way in from outside. */
export async function ingestContext(
  databaseUrl: string,
  providers: readonly Provider[],
  env: Readonly<Record<string, string>> = {},
): Promise<INestApplicationContext> {
  const config = FabConfig.fromEnvironment({ FAB_DATABASE_URL: databaseUrl, FAB_LOG_LEVEL: 'fatal', ...env });

  @Module({
    imports: [
      PlatformModule.forRoot({ program: 'test', config, entities: [], migrations: [] }),
      FabModule,
      QualityModule,
    ],
    providers: [...providers],
  })
  class TestContextModule {}

  return NestFactory.createApplicationContext(TestContextModule, { logger: false });
}
