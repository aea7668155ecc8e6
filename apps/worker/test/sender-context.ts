import { IngestModule } from '@fabwright/ingest';
import { BlobModule, FabConfig, MessagingModule, PlatformModule } from '@fabwright/platform';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

/** What the api does for those who send events and files, without its HTTP; nothing of it runs by itself. */
export async function senderContext(env: Readonly<Record<string, string>>): Promise<INestApplicationContext> {
  const config = FabConfig.fromEnvironment({ ...env, FAB_LOG_LEVEL: 'fatal' });

  @Module({
    imports: [
      PlatformModule.forRoot({ program: 'test', config, entities: [], migrations: [] }),
      MessagingModule,
      BlobModule,
      IngestModule,
    ],
  })
  class SenderModule {}

  return NestFactory.createApplicationContext(SenderModule, { logger: false });
}
