/** What api and worker both know of a kind of job. */
export interface JobDefinition<Input extends object = object> {
  /** Stable name, e.g. `report.lot`; also the queue's name. */
  readonly kind: string;
  /** Never called; ties the input's type to the definition. */
  readonly inputType?: Input;
  /** Where its result can be fetched once it is done; undefined when there is nothing to fetch. */
  readonly resultUrl?: (jobId: string) => string;
  /** For jobs that run by themselves: cron expression in the fab's time zone, and the input of each run. */
  readonly cron?: { readonly expression: string; readonly input: Input };
  /** A run that takes longer is given up, and its job fails. Default one hour. */
  readonly maxSeconds?: number;
  /** Runs at a time in one worker. Default 1. */
  readonly concurrency?: number;
}

export function defineJob<Input extends object>(definition: JobDefinition<Input>): JobDefinition<Input> {
  return Object.freeze(definition);
}

const MAX_SECONDS = 3600;

export function maxSecondsOf({ maxSeconds = MAX_SECONDS }: JobDefinition): number {
  return maxSeconds;
}

/** What a run is given. */
export interface JobRun<Input extends object> {
  readonly jobId: string;
  readonly input: Input;
  /** Aborts when the job is cancelled, the worker stops or the time is up: pass it on, or look at it between steps. */
  readonly signal: AbortSignal;
  /** Shows `fraction` (0 … 1) and a key of the step's text. Throws when the job was cancelled. */
  readonly progress: (fraction: number, step?: string) => Promise<void>;
  /**
   * The result of the newest finished job of this kind, whoever asked for it, that called this with the same hash:
   * a hash of everything that the result depends on, rights included.
   */
  readonly resultOfSame: (workHash: string) => Promise<object | undefined>;
}

/**
 * Does one kind of job, in the worker, as who asked for it. It may run more than once: after a crash it begins
 * again, so its effects must be idempotent. The result (JSON, small: files belong into the blob store) is kept with the job.
 */
export abstract class JobHandler<Input extends object = object> {
  abstract readonly definition: JobDefinition<Input>;
  abstract run(run: JobRun<Input>): Promise<object | undefined>;
}

/** The run was stopped from outside; nobody's fault. */
export class JobStopped extends Error {
  constructor(readonly reason: 'cancelled' | 'shutdown') {
    super(reason === 'cancelled' ? 'The job was cancelled.' : 'The worker stops; the job begins again later.');
    this.name = 'JobStopped';
  }
}
