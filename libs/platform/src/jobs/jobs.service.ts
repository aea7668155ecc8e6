import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { type Actor, currentActor } from '../auth/actor.ts';
import { UnitOfWork } from '../database/index.ts';
import { correlationId, DomainError } from '../errors/index.ts';
import type { JobDefinition } from './job-definition.ts';
import { JobQueue, type JobPlace } from './job-queue.ts';
import type { JobRecord } from './job-record.ts';
import { JobRepository } from './job.repository.ts';

export const CANCEL_CHANNEL = 'fab_job_cancel';

/** Asking for jobs, looking at them, calling them off. */
@Injectable()
export class Jobs {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly jobs: JobRepository,
    private readonly queue: JobQueue,
  ) {}

  /**
   * Asks for a job in the open unit of work (or one of its own): it exists when, and only when, that commits.
   * The same request of the same person that is still queued or running is not queued again; its id is returned.
   * `by`: on whose behalf; default who asks in the request at hand, else the system. `place`: default behind for jobs
   * of the system; one that is asked for again by somebody who waits for it is brought forward.
   */
  send<Input extends object>(
    definition: JobDefinition<Input>,
    input: Input,
    by: Actor | undefined = currentActor(),
    place: JobPlace = by ? 'in-turn' : 'behind',
  ): Promise<string> {
    const asked = {
      kind: definition.kind,
      input,
      inputHash: hashOf(input),
      ...askedBy(by),
      correlationId: correlationId(),
    };
    return this.uow.run(async () => {
      for (;;) {
        const jobId = uuidv7();
        if (await this.jobs.insert({ ...asked, jobId })) {
          await this.queue.send(definition.kind, jobId, place);
          return jobId;
        }
        const open = await this.jobs.openOne(asked.kind, asked.inputHash, asked.askedById);
        // Otherwise it has finished in between, and the way is free.
        if (open === undefined) continue;
        if (place === 'in-turn') await this.queue.bringForward(definition.kind, open);
        return open;
      }
    });
  }

  /** Throws NOT_FOUND, also for somebody else's job unless the actor may see everybody's. */
  async get(jobId: string, actor: Actor): Promise<JobRecord> {
    const job = isUuid(jobId) ? await this.jobs.byId(jobId) : undefined;
    if (!job || !mayTouch(job, actor)) throw new DomainError('NOT_FOUND', 'There is no such job.');
    return job;
  }

  /** The newest jobs of the actor; of everybody where they may see that. */
  list(actor: Actor, limit = 100): Promise<JobRecord[]> {
    return this.jobs.list(actor.permissions.has('jobs:any') ? null : actor.id, limit);
  }

  /** A job that is finished stays as it is. Throws NOT_FOUND. */
  async cancel(jobId: string, actor: Actor): Promise<JobRecord> {
    const job = await this.get(jobId, actor);
    await this.uow.run(async () => {
      if (!(await this.jobs.cancelled(jobId))) return;
      await this.uow.query('SELECT pg_notify($1, $2)', [CANCEL_CHANNEL, jobId]);
      this.uow.afterCommit(() => this.queue.cancel(job.kind, jobId));
    });
    return this.get(jobId, actor);
  }
}

function askedBy(actor: Actor | undefined): Pick<JobRecord, 'askedByKind' | 'askedById' | 'askedByName'> {
  if (!actor) return { askedByKind: 'system', askedById: null, askedByName: 'Fabwright' };
  return { askedByKind: actor.kind, askedById: actor.id, askedByName: actor.name };
}

function mayTouch(job: JobRecord, actor: Actor): boolean {
  return actor.permissions.has('jobs:any') || (job.askedByKind === actor.kind && job.askedById === actor.id);
}

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** Of the content, whatever the order of its keys. */
export function hashOf(input: object): string {
  const canonical = JSON.stringify(input, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return createHash('sha256').update(canonical).digest('hex');
}
