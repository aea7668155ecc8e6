import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { Job } from 'pg-boss';
import { v7 as uuidv7 } from 'uuid';
import { actingAs } from '../auth/actor.ts';
import { FabConfig } from '../config/index.ts';
import { isRetryable, PgListener } from '../database/index.ts';
import { DomainError, toPublicError } from '../errors/index.ts';
import { withLogContext } from '../log/index.ts';
import { JobActor } from './job-actor.ts';
import { type JobDefinition, type JobHandler, type JobRun, JobStopped, maxSecondsOf } from './job-definition.ts';
import { JobQueue, JobSetup, QUEUED_CHANNEL } from './job-queue.ts';
import type { JobRecord } from './job-record.ts';
import { JobRepository } from './job.repository.ts';
import { CANCEL_CHANNEL, hashOf } from './jobs.service.ts';

/** What pg-boss carries: an id, or the input of a run that the clock asked for. */
interface Ticket {
  readonly jobId?: string;
  readonly input?: object;
}

/** Handlers register here; a kind without one stops the worker's start. */
@Injectable()
export class JobHandlers {
  readonly #handlers = new Map<string, JobHandler>();

  /** Call it in the constructor of the handler's module. Throws for a kind that has a handler already. */
  register<Input extends object>(handler: JobHandler<Input>): void {
    const { kind } = handler.definition;
    if (this.#handlers.has(kind)) throw new Error(`The job kind ${kind} has two handlers.`);
    this.#handlers.set(kind, handler);
  }

  get(kind: string): JobHandler {
    const handler = this.#handlers.get(kind);
    if (!handler) throw new Error(`The job kind ${kind} has no handler. The worker does not start without it.`);
    return handler;
  }
}

/**
 * A job that is asked for wakes its runner; this is for what nobody notifies: the clock, jobs that are tried again, a
 * notification that got lost with its connection.
 */
const POLL_SECONDS = 2;
/** A handler that does not heed its signal is left behind after this long, so that it can't hold up the queue. */
const GRACE_MS = 5_000;
const MAX_ATTEMPTS = 4;
const GIVEN_UP = `The job was begun ${MAX_ATTEMPTS} times and never came to its end: the worker died each time, or the database did.`;

/** Runs jobs, in the worker. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger('JobRunner');
  readonly #running = new Map<string, AbortController>();
  /** pg-boss's workers by kind: each runs one job at a time. */
  readonly #attending = new Map<string, readonly string[]>();
  #silence: () => void = () => undefined;
  #stopping = false;

  constructor(
    private readonly setup: JobSetup,
    private readonly handlers: JobHandlers,
    private readonly queue: JobQueue,
    private readonly jobs: JobRepository,
    private readonly actors: JobActor,
    private readonly listener: PgListener,
    private readonly config: FabConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const pairs = this.setup.definitions.map((definition) => [definition, this.handlers.get(definition.kind)] as const);
    const subscriptions = [
      await this.listener.listen(CANCEL_CHANNEL, (jobId) => this.#stop(jobId, 'cancelled')),
      await this.listener.listen(QUEUED_CHANNEL, (kind) => this.#wake(kind)),
    ];
    this.#silence = () => subscriptions.forEach((end) => end());
    for (const [definition, handler] of pairs) await this.#attend(definition, handler);
  }

  beforeApplicationShutdown(): void {
    this.#silence();
    this.#stopping = true;
    for (const jobId of this.#running.keys()) this.#stop(jobId, 'shutdown');
  }

  async #attend({ kind, cron, concurrency = 1 }: JobDefinition, handler: JobHandler): Promise<void> {
    const options = { pollingIntervalSeconds: POLL_SECONDS, batchSize: 1 };
    const workers: string[] = [];
    // One call each, because only the workers whose ids are known can be woken.
    while (workers.length < concurrency) {
      const id = await this.queue.boss.work<Ticket>(kind, options, async ([job]: Job<Ticket>[]) => {
        if (job) await this.#take(handler, job);
      });
      workers.push(id);
    }
    this.#attending.set(kind, workers);
    if (cron)
      await this.queue.boss.schedule(kind, cron.expression, { input: cron.input }, { tz: this.config.fab.timeZone });
    else await this.queue.boss.unschedule(kind);
  }

  #wake(kind: string): void {
    for (const worker of this.#attending.get(kind) ?? []) this.queue.boss.notifyWorker(worker);
  }

  /** When this rejects, pg-boss hands the job out again; otherwise it is settled. */
  async #take(handler: JobHandler, { id, data }: Job<Ticket>): Promise<void> {
    const jobId = data.jobId ?? (await this.#enter(handler.definition.kind, id, data.input ?? {}));
    const record = jobId === undefined ? undefined : await this.jobs.begin(jobId);
    if (!record) return;
    const { correlationId } = record;
    if (record.attempts > MAX_ATTEMPTS) {
      await this.jobs.failed(record, { code: 'INTERNAL', message: GIVEN_UP, correlationId });
      return;
    }
    await withLogContext({ jobId: record.jobId, correlationId }, () => this.#run(handler, record));
  }

  /** The row of a run that the clock asked for. Undefined when the one before is still under way. */
  async #enter(kind: string, bossId: string, input: object): Promise<string | undefined> {
    // The same id at a second try, so that a crash in between does not make a second job of it.
    const entered = await this.jobs.insert({
      jobId: bossId,
      kind,
      input,
      inputHash: hashOf(input),
      askedByKind: 'system',
      askedById: null,
      askedByName: 'Fabwright',
      correlationId: uuidv7(),
    });
    return entered || (await this.jobs.byId(bossId)) ? bossId : undefined;
  }

  async #run(handler: JobHandler, record: JobRecord): Promise<void> {
    const { jobId } = record;
    const controller = new AbortController();
    const maxSeconds = maxSecondsOf(handler.definition);
    const timer = setTimeout(() => controller.abort(outOfTime(maxSeconds)), maxSeconds * 1000);
    this.#running.set(jobId, controller);
    try {
      // begun in the moment in which the worker was told to stop: nobody could tell the run
      if (this.#stopping) throw new JobStopped('shutdown');
      const run = this.#runOf(record, controller.signal);
      const actor = await this.actors.of(record);
      const work = actor ? actingAs(actor, () => handler.run(run)) : handler.run(run);
      await this.jobs.done(record, await endOf(work, controller.signal));
    } catch (error) {
      await this.#settle(record, controller.signal.aborted ? controller.signal.reason : error);
    } finally {
      clearTimeout(timer);
      if (this.#running.get(jobId) === controller) this.#running.delete(jobId);
    }
  }

  #runOf(record: JobRecord, signal: AbortSignal): JobRun<object> {
    return {
      jobId: record.jobId,
      input: record.input,
      signal,
      progress: async (fraction, step) => {
        signal.throwIfAborted();
        const known = await this.jobs.progress(record, Math.min(1, Math.max(0, fraction)), step ?? null);
        if (!known) throw new JobStopped('cancelled');
      },
      resultOfSame: (workHash) => this.jobs.resultOfSame(record, record.kind, workHash),
    };
  }

  async #settle(record: JobRecord, error: unknown): Promise<void> {
    const { kind, attempts, correlationId } = record;
    if (error instanceof JobStopped && error.reason === 'cancelled') return;
    const again = error instanceof JobStopped || (isRetryable(error) && attempts < MAX_ATTEMPTS);
    if (again) {
      await this.jobs.requeued(record, error instanceof JobStopped);
      throw error;
    }
    const { code, message } = toPublicError(error);
    this.#log[code === 'INTERNAL' ? 'error' : 'warn']({ err: error, kind }, 'a job failed');
    await this.jobs.failed(record, { code, message, correlationId });
  }

  #stop(jobId: string, reason: 'cancelled' | 'shutdown'): void {
    this.#running.get(jobId)?.abort(new JobStopped(reason));
  }
}

/** What the work comes to; soon after the signal has aborted its reason, whatever the work does. */
function endOf<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    work.then(resolve, reject);
    const giveUp = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', () => setTimeout(giveUp, GRACE_MS).unref(), { once: true });
  });
}

function outOfTime(maxSeconds: number): DomainError {
  return new DomainError(
    'UNAVAILABLE',
    `The job took longer than ${maxSeconds} s and was given up. It may have been held up by a busy machine.`,
  );
}
