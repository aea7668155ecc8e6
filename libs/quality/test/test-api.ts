import { FabConfig, GraphqlApiModule, IdentityApiModule, PlatformModule } from '@fabwright/platform';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { QualityApiModule } from '../src/quality-api.module.ts';

export interface RunningApi {
  readonly app: NestExpressApplication;
  readonly base: string;
  close(): Promise<void>;
}

/** A real api on a free port with the platform, the fab and quality; its clock is that of the newest event. */
export async function startApi(databaseUrl: string): Promise<RunningApi> {
  const config = FabConfig.fromEnvironment({
    FAB_DATABASE_URL: databaseUrl,
    FAB_LOG_LEVEL: 'fatal',
    FAB_CLOCK: 'newest-event',
  });

  @Module({
    imports: [
      PlatformModule.forRoot({ program: 'test', config, entities: [], migrations: [] }),
      GraphqlApiModule.forRoot(),
      IdentityApiModule,
      QualityApiModule,
    ],
  })
  class TestApiModule {}

  const app = await NestFactory.create<NestExpressApplication>(TestApiModule, { logger: false, abortOnError: false });
  await app.listen(0, '127.0.0.1');
  return { app, base: await app.getUrl(), close: () => app.close() };
}
