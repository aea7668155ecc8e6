import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FabEvent } from '@fabwright/contracts';
import { FabRecorder } from '@fabwright/fab';
import { LanguageModule, languageJobs, type ModelFactory } from '@fabwright/language/gateway';
import {
  BlobModule,
  BlobUses,
  DeliverySender,
  DeliveryWorkerModule,
  FabClockHand,
  FabConfig,
  GraphqlApiModule,
  IdentityApiModule,
  JobsModule,
  PlatformModule,
  UnitOfWork,
} from '@fabwright/platform';
import { OutgoingEvents, partFromEvent, QualityApiModule, QualityModule, SortRunRecorder } from '@fabwright/quality';
import { Global, Module, type DynamicModule, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { reportJobs, ReportsApiModule, ReportsWorkerModule } from '../src/index.ts';

export interface ReportApps extends AsyncDisposable {
  readonly api: NestExpressApplication;
  readonly worker: NestExpressApplication;
  readonly base: string;
  /** Where the files lie. */
  readonly folder: string;
  /** As ingest does it: one unit of work, the fab first, then the results. */
  record(...events: FabEvent[]): Promise<void>;
  /** Moves the fab's clock on. */
  clockTo(time: string): Promise<void>;
  /** Sends what is due now, without waiting for the worker's own round. */
  send(): Promise<unknown>;
  /** Deletes a file. */
  forget(blob: string): Promise<void>;
  /** Of these files, those that the worker would keep from a sweep. */
  needed(blobs: readonly string[]): Promise<ReadonlySet<string>>;
}

/** Reports only read: nothing may go out. */
@Global()
@Module({
  providers: [
    { provide: OutgoingEvents, useValue: { append: () => Promise.reject(new Error('A report sent an event.')) } },
  ],
  exports: [OutgoingEvents],
})
class NothingGoesOut {}

/** A real api and a real worker on one database and one data folder, each on a free port. */
export async function startReportApps(
  databaseUrl: string,
  { models, env = {} }: { models?: ModelFactory; env?: Readonly<Record<string, string>> } = {},
): Promise<ReportApps> {
  const folder = await mkdtemp(join(tmpdir(), 'fabwright-reports-'));
  const config = FabConfig.fromEnvironment({
    FAB_DATABASE_URL: databaseUrl,
    FAB_LOG_LEVEL: 'fatal',
    FAB_DATA_DIR: folder,
    FAB_NAME: 'Fab 2',
    FAB_TIME_ZONE: 'Asia/Shanghai',
    FAB_CLOCK: 'newest-event',
    FAB_MODEL_HOSTS: '127.0.0.1',
    ...env,
  });
  const api = await started(config, [
    GraphqlApiModule.forRoot(),
    IdentityApiModule,
    JobsModule.forApi([...languageJobs, ...reportJobs]),
    LanguageModule.forApi(models),
    QualityApiModule,
    ReportsApiModule,
  ]);
  const worker = await started(config, [
    JobsModule.forWorker([...languageJobs, ...reportJobs]),
    LanguageModule.forWorker(models),
    QualityModule,
    ReportsWorkerModule,
    DeliveryWorkerModule,
  ]);
  const [uow, fab, runs] = [worker.get(UnitOfWork), worker.get(FabRecorder, LOOSE), worker.get(SortRunRecorder, LOOSE)];
  return {
    api,
    worker,
    base: await api.getUrl(),
    folder,
    record: (...events) =>
      uow.run(async () => {
        await fab.record(events);
        const tests = events.filter((event) => event.type === 'fab.wafer-test.v1');
        await runs.record(tests.map((event) => partFromEvent(event.data)));
      }),
    clockTo: (time) => worker.get(FabClockHand, LOOSE).advance(new Date(time)),
    send: () => worker.get(DeliverySender, LOOSE).sendDue(),
    needed: (blobs) => worker.get(BlobUses, LOOSE).needed(blobs),
    forget: (blob) => rm(join(folder, 'blobs', blob.slice(0, 2), blob)),
    [Symbol.asyncDispose]: async () => {
      await api.close();
      await worker.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const LOOSE = { strict: false } as const;

async function started(config: FabConfig, modules: readonly (Type | DynamicModule)[]): Promise<NestExpressApplication> {
  @Module({
    imports: [
      PlatformModule.forRoot({ program: 'test', config, entities: [], migrations: [] }),
      BlobModule,
      NothingGoesOut,
      ...modules,
    ],
  })
  class TestModule {}

  const app = await NestFactory.create<NestExpressApplication>(TestModule, { logger: false });
  await app.listen(0, '127.0.0.1');
  return app;
}
