import { Args, Float, ID, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor, type Actor } from '@fabwright/platform';
import { ParametricService } from './parametric.service.ts';
import { TestSummary } from './test-summary.types.ts';

@Resolver(() => TestSummary)
export class ParametricResolver {
  constructor(private readonly service: ParametricService) {}

  @Allow('data:read')
  @Query(() => TestSummary, { nullable: true })
  testSummary(
    @Args('lotId', { type: () => ID }) lotId: string,
    @Args('waferId', { type: () => ID }) waferId: string,
    @Args('insertion', { type: () => String }) insertion: string,
    @Args('test', { type: () => Float }) test: number,
    @CurrentActor() actor: Actor,
  ): Promise<TestSummary | null> {
    return this.service.summary({ lotId, waferId, insertion }, test, actor.productScope);
  }
}
