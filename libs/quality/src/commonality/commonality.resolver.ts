import { Args, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor, InvalidInput, NotFound, toResult, unionOf, type Actor } from '@fabwright/platform';
import { PopulationFilter } from '../population/population.types.ts';
import { Commonality } from './commonality.types.ts';
import { SelectionCommonality } from './selection-commonality.service.ts';

export const CommonalityResult = unionOf('CommonalityResult', [Commonality, InvalidInput, NotFound]);

@Resolver()
export class CommonalityResolver {
  constructor(private readonly service: SelectionCommonality) {}

  @Allow('data:read')
  @Query(() => CommonalityResult, { description: 'What these wafers share that the others don’t, by permuting lots.' })
  commonality(
    @Args('cases', { type: () => PopulationFilter }) cases: PopulationFilter,
    @Args('others', { type: () => PopulationFilter, description: 'Cases among them are left out.' })
    others: PopulationFilter,
    @CurrentActor() actor: Actor,
  ): Promise<typeof CommonalityResult> {
    return toResult([InvalidInput, NotFound], async () =>
      Object.assign(new Commonality(), await this.service.of(cases, others, actor.productScope)),
    );
  }
}
