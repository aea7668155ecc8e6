import { ResolveField, Resolver } from '@nestjs/graphql';
import { Overview } from '@fabwright/quality';
import { DataHealthService } from './data-health.service.ts';
import { IngestHealth } from './health.types.ts';

/** Adds to the Overview how fresh its numbers are; whoever may ask for the Overview may see that. */
@Resolver(() => Overview)
export class OverviewIngestResolver {
  constructor(private readonly service: DataHealthService) {}

  @ResolveField(() => IngestHealth)
  ingest(): Promise<IngestHealth> {
    return this.service.ingestHealth();
  }
}
