import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/index.ts';
import { ChangeNotifier } from '../graphql/change-feed.ts';
import type { JobFailure, JobRecord } from './job-record.ts';

const COLUMNS = `job_id AS "jobId", kind, state, progress, step, input, asked_by_kind AS "askedByKind",
  asked_by_id AS "askedById", asked_by_name AS "askedByName", correlation_id AS "correlationId", attempts, result, error,
  requested_at AS "requestedAt", started_at AS "startedAt", finished_at AS "finishedAt"`;

export type NewJob = Pick<
  JobRecord,
  'jobId' | 'kind' | 'input' | 'askedByKind' | 'askedById' | 'askedByName' | 'correlationId'
> & { readonly inputHash: string };

/** One begin of a job. What a run that another one has overtaken says of it counts no more. */
export type JobAttempt = Pick<JobRecord, 'jobId' | 'attempts'>;

/** Jobs as people see them. Each change is told to open pages with its commit. */
@Injectable()
export class JobRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly notifier: ChangeNotifier,
  ) {}

  /** False when the same work is queued or under way for the same person already. */
  async insert(job: NewJob): Promise<boolean> {
    const count = await this.uow.execute(
      `INSERT INTO job (job_id, kind, state, input, input_hash, asked_by_kind, asked_by_id, asked_by_name, correlation_id, requested_at)
       VALUES ($1, $2, 'queued', $3, $4, $5, $6, $7, $8, clock_timestamp()) ON CONFLICT DO NOTHING`,
      [
        job.jobId,
        job.kind,
        JSON.stringify(job.input),
        job.inputHash,
        job.askedByKind,
        job.askedById,
        job.askedByName,
        job.correlationId,
      ],
    );
    return this.#told(job.jobId, count);
  }

  async openOne(kind: string, inputHash: string, askedById: string | null): Promise<string | undefined> {
    const [row] = await this.uow.query<{ id: string }>(
      `SELECT job_id AS id FROM job WHERE kind = $1 AND input_hash = $2 AND coalesce(asked_by_id, '') = coalesce($3, '')
        AND state IN ('queued', 'running')`,
      [kind, inputHash, askedById],
    );
    return row?.id;
  }

  async byId(jobId: string): Promise<JobRecord | undefined> {
    const [row] = await this.uow.query<JobRecord>(`SELECT ${COLUMNS} FROM job WHERE job_id = $1`, [jobId]);
    return row;
  }

  /** Newest first; of one person unless `askedById` is null. */
  list(askedById: string | null, limit: number): Promise<JobRecord[]> {
    return this.uow.query<JobRecord>(
      `SELECT ${COLUMNS} FROM job WHERE $1::text IS NULL OR asked_by_id = $1 ORDER BY requested_at DESC, job_id LIMIT $2`,
      [askedById, limit],
    );
  }

  /** Begins a run, or begins again the one of a worker that died. Undefined when the job is finished. */
  async begin(jobId: string): Promise<JobRecord | undefined> {
    const [row] = await this.uow.query<JobRecord>(
      `UPDATE job SET state = 'running', attempts = attempts + 1, progress = 0, step = NULL,
              started_at = coalesce(started_at, clock_timestamp())
        WHERE job_id = $1 AND state IN ('queued', 'running') RETURNING ${COLUMNS}`,
      [jobId],
    );
    if (row) await this.notifier.changed('jobs', [jobId]);
    return row;
  }

  /** False when the run is over: the job was cancelled, or another run has overtaken this one. */
  progress(attempt: JobAttempt, fraction: number, step: string | null): Promise<boolean> {
    const set = 'progress = greatest(progress, $3), step = coalesce($4, step)';
    return this.#change(attempt, set, [fraction, step]);
  }

  /** Notes what the run found to do, and gives the newest result of a job of its kind that did the same. */
  async resultOfSame(attempt: JobAttempt, kind: string, workHash: string): Promise<object | undefined> {
    await this.uow.execute('UPDATE job SET work_hash = $3 WHERE job_id = $1 AND attempts = $2', [
      attempt.jobId,
      attempt.attempts,
      workHash,
    ]);
    const [row] = await this.uow.query<{ result: object | null }>(
      `SELECT result FROM job WHERE kind = $1 AND work_hash = $2 AND state = 'done' ORDER BY finished_at DESC LIMIT 1`,
      [kind, workHash],
    );
    return row?.result ?? undefined;
  }

  done(attempt: JobAttempt, result: object | undefined): Promise<boolean> {
    const set = `state = 'done', progress = 1, result = $3, error = NULL, finished_at = clock_timestamp()`;
    return this.#change(attempt, set, [JSON.stringify(result ?? null)]);
  }

  failed(attempt: JobAttempt, failure: JobFailure): Promise<boolean> {
    const set = `state = 'failed', error = $3, finished_at = clock_timestamp()`;
    return this.#change(attempt, set, [JSON.stringify(failure)]);
  }

  /** `unspent`: the run was stopped by us, so it does not count as an attempt. */
  requeued(attempt: JobAttempt, unspent: boolean): Promise<boolean> {
    const set = `state = 'queued', progress = 0, step = NULL${unspent ? ', attempts = greatest(0, attempts - 1)' : ''}`;
    return this.#change(attempt, set, []);
  }

  async cancelled(jobId: string): Promise<boolean> {
    const count = await this.uow.execute(
      `UPDATE job SET state = 'cancelled', finished_at = clock_timestamp()
        WHERE job_id = $1 AND state IN ('queued', 'running')`,
      [jobId],
    );
    return this.#told(jobId, count);
  }

  async #change({ jobId, attempts }: JobAttempt, set: string, parameters: readonly unknown[]): Promise<boolean> {
    const count = await this.uow.execute(
      `UPDATE job SET ${set} WHERE job_id = $1 AND attempts = $2 AND state = 'running'`,
      [jobId, attempts, ...parameters],
    );
    return this.#told(jobId, count);
  }

  async #told(jobId: string, count: number): Promise<boolean> {
    if (count > 0) await this.notifier.changed('jobs', [jobId]);
    return count > 0;
  }
}
