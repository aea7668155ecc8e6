import { Injectable } from '@nestjs/common';
import { JobSetup } from './job-queue.ts';
import type { JobRecord } from './job-record.ts';
import { JobView } from './job.types.ts';

/** A job as GraphQL shows it. For resolvers of other libraries that start jobs. */
@Injectable()
export class JobViews {
  constructor(private readonly setup: JobSetup) {}

  of(record: JobRecord): JobView {
    return JobView.of(record, this.setup.get(record.kind));
  }
}
