import { Injectable, Module } from '@nestjs/common';
import { BlobStore, BlobUses } from '../blob/index.ts';
import { UnitOfWork } from '../database/index.ts';
import { defineJob, JobHandler, JobHandlers, type JobRun } from '../jobs/index.ts';
import { RawLog } from '../messaging/index.ts';

const DAY_MS = 86_400_000;
/** Raw events that everybody has taken are kept this long, to look at when something seems wrong. */
const RAW_LOG_DAYS = 7;
const JOB_DAYS = 90;
/** A file that no row names any more is kept for a night or two: the row of a new one may be on its way. */
const BLOB_DAYS = 1;
/** Who was told of what stays provable for this long. */
const DELIVERY_DAYS = 400;

/** Every night at half past three, fab time. */
export const MAINTENANCE = defineJob({
  kind: 'platform.maintenance',
  cron: { expression: '30 3 * * *', input: {} },
});

/** Throws away what nobody needs any more. The audit is never thrown away. */
@Injectable()
export class MaintenanceHandler extends JobHandler {
  override readonly definition = MAINTENANCE;

  constructor(
    handlers: JobHandlers,
    private readonly uow: UnitOfWork,
    private readonly rawLog: RawLog,
    private readonly blobs: BlobStore,
    private readonly uses: BlobUses,
  ) {
    super();
    handlers.register(this);
  }

  override async run({ progress }: JobRun<object>): Promise<object> {
    const rawEvents = await this.rawLog.prune(new Date(Date.now() - RAW_LOG_DAYS * DAY_MS));
    await progress(0.4);
    const sessions = await this.uow.execute('DELETE FROM session WHERE expires_at < now()');
    const invites = await this.uow.execute(`DELETE FROM invite WHERE expires_at < now() - interval '30 days'`);
    await progress(0.7);
    const jobs = await this.uow.execute(`DELETE FROM job WHERE finished_at < now() - make_interval(days => $1)`, [
      JOB_DAYS,
    ]);
    const deliveries = await this.uow.execute(
      `DELETE FROM delivery WHERE finished_at < now() - make_interval(days => $1)`,
      [DELIVERY_DAYS],
    );
    await progress(0.8);
    const before = new Date(Date.now() - BLOB_DAYS * DAY_MS);
    const { files, bytes } = await this.blobs.sweep((keys) => this.uses.needed(keys), before);
    return { rawEvents, sessions, invites, jobs, deliveries, files, bytes };
  }
}

/** For the worker, beside `JobsModule.forWorker([MAINTENANCE, …])`, `MessagingModule` and `BlobModule`. */
@Module({ providers: [MaintenanceHandler] })
export class MaintenanceModule {}
