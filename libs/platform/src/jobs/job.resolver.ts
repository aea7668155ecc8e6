import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../auth/access.decorators.ts';
import type { Actor } from '../auth/actor.ts';
import { NotFound } from '../graphql/result-types.ts';
import { toResult } from '../graphql/to-result.ts';
import { JobViews } from './job-views.ts';
import { JobAccepted, JobResult, JobView } from './job.types.ts';
import { Jobs } from './jobs.service.ts';

@Resolver(() => JobView)
export class JobResolver {
  constructor(
    private readonly jobs: Jobs,
    private readonly views: JobViews,
  ) {}

  @Allow('jobs:read')
  @Query(() => JobView, { nullable: true })
  async job(@Args('jobId', { type: () => ID }) jobId: string, @CurrentActor() actor: Actor): Promise<JobView | null> {
    const found = await toResult([NotFound], () => this.jobs.get(jobId, actor));
    return found instanceof NotFound ? null : this.views.of(found);
  }

  @Allow('jobs:read')
  @Query(() => [JobView], { name: 'jobs' })
  async list(@CurrentActor() actor: Actor): Promise<JobView[]> {
    return (await this.jobs.list(actor)).map((record) => this.views.of(record));
  }

  @Allow('jobs:read')
  @Mutation(() => JobResult)
  cancelJob(@Args('jobId', { type: () => ID }) jobId: string, @CurrentActor() actor: Actor): Promise<typeof JobResult> {
    return toResult([NotFound], async () => new JobAccepted(this.views.of(await this.jobs.cancel(jobId, actor))));
  }
}
