import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import type { JobDefinition } from './job-definition.ts';
import { JobActor } from './job-actor.ts';
import { JobQueue, JobSetup } from './job-queue.ts';
import { JobHandlers, JobRunner } from './job-runner.ts';
import { JobRepository } from './job.repository.ts';
import { JobResolver } from './job.resolver.ts';
import { JobViews } from './job-views.ts';
import { Jobs } from './jobs.service.ts';

const SHARED: Provider[] = [JobQueue, JobRepository, Jobs, JobViews];

/** Jobs. Both processes name every kind there is; only the worker runs them, and needs a handler for each. */
@Module({})
export class JobsModule {
  /** The api: asks for jobs and shows them. */
  static forApi(definitions: readonly JobDefinition[]): DynamicModule {
    return {
      module: JobsModule,
      global: true,
      providers: [...SHARED, { provide: JobSetup, useValue: new JobSetup(definitions, false) }, JobResolver],
      exports: [Jobs, JobViews],
    };
  }

  /** The worker: runs them. Handlers register themselves at `JobHandlers`. */
  static forWorker(definitions: readonly JobDefinition[]): DynamicModule {
    return {
      module: JobsModule,
      global: true,
      providers: [
        ...SHARED,
        { provide: JobSetup, useValue: new JobSetup(definitions, true) },
        JobActor,
        JobHandlers,
        JobRunner,
      ],
      exports: [Jobs, JobHandlers, JobViews],
    };
  }
}
