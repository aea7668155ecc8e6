import { Field, Float, GraphQLISODateTime, ID, ObjectType } from '@nestjs/graphql';
import { Forbidden, InvalidInput, NotFound, unionOf } from '../graphql/result-types.ts';
import type { JobDefinition } from './job-definition.ts';
import type { JobRecord } from './job-record.ts';

@ObjectType({ description: 'Why a job failed, and what to do.' })
export class JobError {
  @Field(() => String)
  code!: string;

  @Field(() => String)
  message!: string;

  @Field(() => String)
  remedy!: string;
}

@ObjectType('Job')
export class JobView {
  @Field(() => ID)
  jobId!: string;

  @Field(() => String)
  kind!: string;

  @Field(() => String, { description: 'queued, running, done, failed or cancelled.' })
  state!: string;

  @Field(() => Float, { description: '0 to 1.' })
  progress!: number;

  @Field(() => String, { nullable: true, description: 'Key of a text.' })
  step!: string | null;

  @Field(() => String)
  askedBy!: string;

  @Field(() => GraphQLISODateTime)
  requestedAt!: Date;

  @Field(() => GraphQLISODateTime, { nullable: true })
  finishedAt!: Date | null;

  @Field(() => JobError, { nullable: true })
  error!: JobError | null;

  @Field(() => String, { nullable: true, description: 'Where the result can be fetched, once it is done.' })
  resultUrl!: string | null;

  static of(record: JobRecord, definition: JobDefinition | undefined): JobView {
    const { jobId, kind, state, progress, step, requestedAt, finishedAt, error } = record;
    const resultUrl = state === 'done' ? (definition?.resultUrl?.(jobId) ?? null) : null;
    return Object.assign(new JobView(), {
      ...{ jobId, kind, state, progress, step, requestedAt, finishedAt, resultUrl },
      askedBy: record.askedByName,
      error: error && Object.assign(new JobError(), { ...error, remedy: remedyOf(error) }),
    });
  }
}

/** What can be mended by who asked is told in the message; anything else is worth another try. */
function remedyOf({ code, correlationId }: { code: string; correlationId: string }): string {
  if (code !== 'INTERNAL' && code !== 'UNAVAILABLE') return 'Mend what the message names and ask again.';
  return `Ask again; if it fails again, report it with the correlation id ${correlationId}.`;
}

@ObjectType({ description: 'The job as it is now.' })
export class JobAccepted {
  @Field(() => JobView)
  job: JobView;

  constructor(job: JobView) {
    this.job = job;
  }
}

/** For every mutation that starts or stops a job. */
export const JobResult = unionOf('JobResult', [JobAccepted, NotFound, Forbidden, InvalidInput]);
