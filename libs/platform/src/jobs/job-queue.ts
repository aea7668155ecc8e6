import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { PgBoss, type SendOptions } from 'pg-boss';
import { FabConfig } from '../config/index.ts';
import { UnitOfWork } from '../database/index.ts';
import { maxSecondsOf, type JobDefinition } from './job-definition.ts';

/** Jobs that somebody waits for have their turn in the order in which they were asked for; the others stand behind. */
export type JobPlace = 'in-turn' | 'behind';

/** Says, with the kind as its payload, that a job of that kind has just been queued. */
export const QUEUED_CHANNEL = 'fab_job_queued';

/** Which kinds of job there are, and whether this process runs them. */
export class JobSetup {
  constructor(
    readonly definitions: readonly JobDefinition[],
    readonly runs: boolean,
  ) {}

  get(kind: string): JobDefinition | undefined {
    return this.definitions.find((definition) => definition.kind === kind);
  }
}

/** How often a job is begun is decided by its row; pg-boss must not give up before. */
const RETRIES = 100;
/** Of what nobody waits for, such as the reports of Monday's schedules: pg-boss takes the highest number first. */
const PRIORITIES: Readonly<Record<JobPlace, number>> = { 'in-turn': 0, behind: -1 };
/** A worker that died is noticed after this long, and its job begins again in another. */
const HEARTBEAT_SECONDS = 15;
const SUPERVISE_SECONDS = 5;
/** The runner ends a run whose time is up, and says so; this is for a runner that can't any more. */
const EXPIRES_LATER_SECONDS = 60;

/** pg-boss: which job is whose turn. What people see of it is in the table `job`. */
@Injectable()
export class JobQueue implements OnModuleInit, OnApplicationShutdown {
  readonly boss: PgBoss;
  readonly #log = new Logger('JobQueue');

  constructor(
    config: FabConfig,
    private readonly uow: UnitOfWork,
    private readonly setup: JobSetup,
  ) {
    this.boss = new PgBoss({
      connectionString: config.database.url,
      application_name: 'fabwright jobs',
      max: setup.runs ? 4 : 2,
      supervise: setup.runs,
      schedule: setup.runs,
      superviseIntervalSeconds: SUPERVISE_SECONDS,
      monitorIntervalSeconds: SUPERVISE_SECONDS,
    });
    this.boss.on('error', (error: unknown) =>
      this.#log.warn({ err: error }, 'the job queue has trouble with the database'),
    );
  }

  async onModuleInit(): Promise<void> {
    await this.boss.start();
    for (const definition of this.setup.definitions) {
      await this.boss.createQueue(definition.kind, {
        expireInSeconds: maxSecondsOf(definition) + EXPIRES_LATER_SECONDS,
        heartbeatSeconds: HEARTBEAT_SECONDS,
        retryLimit: RETRIES,
        retryDelay: 2,
        retryBackoff: true,
      });
    }
  }

  /** In the open unit of work: a rollback takes the job back, and the commit wakes who runs its kind. */
  async send(kind: string, jobId: string, place: JobPlace): Promise<void> {
    const options: SendOptions = { id: jobId, db: this.#inUnitOfWork(), priority: PRIORITIES[place] };
    await this.boss.send(kind, { jobId }, options);
    await this.uow.query('SELECT pg_notify($1, $2)', [QUEUED_CHANNEL, kind]);
  }

  /** One that stood behind has its turn now, in the open unit of work; nothing changes where it has begun. */
  async bringForward(kind: string, jobId: string): Promise<void> {
    await this.boss.update(kind, undefined, { id: jobId, db: this.#inUnitOfWork(), priority: PRIORITIES['in-turn'] });
  }

  #inUnitOfWork() {
    return {
      executeSql: async (text: string, values: unknown[] = []) => ({
        rows: await this.uow.query<object>(text, values),
      }),
    };
  }

  async cancel(kind: string, jobId: string): Promise<void> {
    await this.boss.cancel(kind, jobId);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.boss.stop({ graceful: true, timeout: 10_000 });
  }
}
