import { Args, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor, type Actor } from '@fabwright/platform';
import { Grouping, YieldFilter, YieldKind } from '../yield/yield.types.ts';
import { OverviewService } from './overview.service.ts';
import { Overview } from './overview.types.ts';

@Resolver(() => Overview)
export class OverviewResolver {
  constructor(private readonly service: OverviewService) {}

  @Allow('data:read')
  @Query(() => Overview)
  overview(
    @Args('filter', { type: () => YieldFilter }) filter: YieldFilter,
    @Args('kind', { type: () => YieldKind, defaultValue: YieldKind.FINAL }) kind: YieldKind,
    @Args('by', { type: () => Grouping, defaultValue: Grouping.LOT }) by: Grouping,
    @CurrentActor() actor: Actor,
  ): Promise<Overview> {
    return this.service.overview(filter, kind, by, actor.productScope);
  }
}
