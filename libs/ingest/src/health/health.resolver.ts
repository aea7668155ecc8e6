import { Query, Resolver } from '@nestjs/graphql';
import { Allow } from '@fabwright/platform';
import { DataHealthService } from './data-health.service.ts';
import { DataHealth } from './health.types.ts';

@Resolver(() => DataHealth)
export class HealthResolver {
  constructor(private readonly service: DataHealthService) {}

  @Allow('health:read')
  @Query(() => DataHealth)
  async dataHealth(): Promise<DataHealth> {
    const { sources, consumers, ...rest } = await this.service.dataHealth();
    return { ...rest, sources: [...sources], consumers: [...consumers] };
  }
}
