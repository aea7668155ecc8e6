import { parseEnvelope, type FabEvent } from '@fabwright/contracts';
import { FabConfig, GraphqlApiModule, IdentityApiModule, PlatformModule, UnitOfWork } from '@fabwright/platform';
import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ExcursionApiModule } from '../src/excursion/excursion-api.module.ts';
import { OutgoingEvents } from '../src/excursion/outgoing-events.ts';
import type { RunningApi } from './test-api.ts';

/** Keeps what would go out once the unit of work has committed; refuses what breaks its contract. */
export class SpecOutgoingEvents extends OutgoingEvents {
  constructor(
    private readonly uow: UnitOfWork,
    readonly sent: FabEvent[] = [],
  ) {
    super();
  }

  override append(events: readonly FabEvent[]): Promise<void> {
    if (!this.uow.active) throw new Error('events leave with a unit of work');
    for (const event of events) {
      const parsed = parseEnvelope(JSON.parse(JSON.stringify(event)));
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
    }
    this.uow.afterCommit(() => void this.sent.push(...events));
    return Promise.resolve();
  }
}

@Global()
@Module({
  providers: [
    { provide: OutgoingEvents, inject: [UnitOfWork], useFactory: (uow: UnitOfWork) => new SpecOutgoingEvents(uow) },
  ],
  exports: [OutgoingEvents],
})
export class SpecOutboxModule {}

/** A real api on a free port with excursions; its clock is that of the newest event. */
export async function startExcursionApi(databaseUrl: string): Promise<RunningApi & { outbox: SpecOutgoingEvents }> {
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
      SpecOutboxModule,
      ExcursionApiModule,
    ],
  })
  class TestApiModule {}

  const app = await NestFactory.create<NestExpressApplication>(TestApiModule, { logger: false, abortOnError: false });
  await app.listen(0, '127.0.0.1');
  const outbox = app.get<OutgoingEvents, SpecOutgoingEvents>(OutgoingEvents, { strict: false });
  return { app, base: await app.getUrl(), outbox, close: () => app.close() };
}
