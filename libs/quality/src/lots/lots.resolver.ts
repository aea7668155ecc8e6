import { Args, Int, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor, type Actor } from '@fabwright/platform';
import { LotsService } from './lots.service.ts';
import { LotConnection, LotFilter, LotRow, LotSort } from './lots.types.ts';

@Resolver(() => LotRow)
export class LotsResolver {
  constructor(private readonly service: LotsService) {}

  @Allow('data:read')
  @Query(() => LotConnection)
  lots(
    @Args('filter', { type: () => LotFilter }) filter: LotFilter,
    @Args('sort', { type: () => LotSort, defaultValue: LotSort.TESTED_AT }) sort: LotSort,
    @Args('descending', { type: () => Boolean, defaultValue: true }) descending: boolean,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @CurrentActor() actor: Actor,
  ): Promise<LotConnection> {
    const args = { filter, sort, descending, first, after: after ?? null };
    return this.service.page(args, actor.productScope);
  }
}
