import { IngestModule } from '@fabwright/ingest';
import { BlobModule, FabConfig, MessagingModule, PlatformModule } from '@fabwright/platform';
import { type DynamicModule, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

/**
 * What the api does for those who send events and files, without its HTTP; nothing of it runs by itself.
 * @param modules what else of the api is needed
 */
export async function senderContext(
  env: Readonly<Record<string, string>>,
  modules: readonly DynamicModule[] = [],
): Promise<INestApplicationContext> {
  const config = FabConfig.fromEnvironment({ ...env, FAB_LOG_LEVEL: 'fatal' });

  @Module({
    imports: [
      PlatformModule.forRoot({ program: 'test', config, entities: [], migrations: [] }),
      MessagingModule,
      BlobModule,
      IngestModule,
      ...modules,
    ],
  })
  class SenderModule {}

  return NestFactory.createApplicationContext(SenderModule, { logger: false });
}
