import { Args, Int, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor, InvalidInput, NotFound, toResult, unionOf, type Actor } from '@fabwright/platform';
import { PopulationFilter } from '../population/population.types.ts';
import { StackService } from './stack.service.ts';
import { GallerySort, MapGallery, StackComparison, ZoneKind } from './stack.types.ts';

const StackResult = unionOf('StackResult', [StackComparison, NotFound, InvalidInput]);
const GalleryResult = unionOf('GalleryResult', [MapGallery, NotFound, InvalidInput]);

@Resolver()
export class StackResolver {
  constructor(private readonly service: StackService) {}

  @Allow('data:read')
  @Query(() => StackResult, { description: 'Wafers laid on each other, alone or against a second group.' })
  waferStack(
    @Args('filter', { type: () => PopulationFilter }) filter: PopulationFilter,
    @Args('compareWith', { type: () => PopulationFilter, nullable: true }) compareWith: PopulationFilter | null,
    @Args('bins', { type: () => [Int], defaultValue: [], description: 'Soft bins that count as failing; empty = all.' })
    bins: number[],
    @Args('zones', { type: () => ZoneKind, defaultValue: ZoneKind.RINGS }) zones: ZoneKind,
    @CurrentActor() actor: Actor,
  ): Promise<typeof StackResult> {
    const request = { filter, compareWith: compareWith ?? null, bins, zones };
    return toResult([NotFound, InvalidInput], async () =>
      Object.assign(new StackComparison(), await this.service.compare(request, actor.productScope)),
    );
  }

  @Allow('data:read')
  @Query(() => GalleryResult, { description: 'Maps of chosen wafers, at most 300 at once.' })
  mapGallery(
    @Args('filter', { type: () => PopulationFilter }) filter: PopulationFilter,
    @Args('sort', { type: () => GallerySort, defaultValue: GallerySort.TESTED_AT }) sort: GallerySort,
    @Args('from', { type: () => Int, defaultValue: 0 }) from: number,
    @Args('first', { type: () => Int, defaultValue: 100 }) first: number,
    @CurrentActor() actor: Actor,
  ): Promise<typeof GalleryResult> {
    return toResult([NotFound, InvalidInput], async () =>
      Object.assign(new MapGallery(), await this.service.gallery({ filter, sort, from, first }, actor.productScope)),
    );
  }
}
