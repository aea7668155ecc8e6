import { Args, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor, Forbidden, NotFound, toResult, type Actor } from '@fabwright/platform';
import { Excursion, ExcursionConnection, ExcursionCounts, ExcursionFilter, ExcursionOwner } from './excursion.types.ts';
import { ExcursionResult } from './excursion-results.types.ts';
import { ExcursionsService } from './excursions.service.ts';
import { ExcursionOwners } from './owners.ts';

/** Made by its class, so that the union knows it. */
function asExcursion(view: Excursion): Excursion {
  return Object.assign(new Excursion(), view);
}

@Resolver()
export class ExcursionsResolver {
  constructor(
    private readonly service: ExcursionsService,
    private readonly owners: ExcursionOwners,
  ) {}

  @Allow('data:read')
  @Query(() => ExcursionConnection, { description: 'Newest first.' })
  excursions(
    @Args('filter', { type: () => ExcursionFilter }) filter: ExcursionFilter,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @CurrentActor() actor: Actor,
  ): Promise<ExcursionConnection> {
    return this.service.page(filter, first, after ?? null, actor.productScope);
  }

  @Allow('data:read')
  @Query(() => ExcursionResult)
  excursion(
    @Args('excursionId', { type: () => ID }) excursionId: string,
    @CurrentActor() actor: Actor,
  ): Promise<typeof ExcursionResult> {
    return toResult([NotFound, Forbidden], async () =>
      asExcursion(await this.service.one(excursionId, actor.productScope)),
    );
  }

  @Allow('data:read')
  @Query(() => ExcursionCounts)
  excursionCounts(@CurrentActor() actor: Actor): Promise<ExcursionCounts> {
    return this.service.counts(actor.productScope);
  }

  @Allow('excursions:write')
  @Query(() => [ExcursionOwner], { description: 'Who can be made responsible for excursions of a product.' })
  excursionOwners(
    @Args('productId', { type: () => ID, nullable: true }) productId: string | null,
  ): Promise<ExcursionOwner[]> {
    return this.owners.all(productId ?? null);
  }
}
