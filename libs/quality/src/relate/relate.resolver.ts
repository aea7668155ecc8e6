import { Args, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor, InvalidInput, NotFound, toResult, unionOf, type Actor } from '@fabwright/platform';
import { MeasureInput } from '../explore/explore.types.ts';
import { PopulationFilter } from '../population/population.types.ts';
import { RelateService } from './relate.service.ts';
import { Relations, RelationScatter } from './relate.types.ts';

const RelationsResult = unionOf('RelationsResult', [Relations, NotFound, InvalidInput]);
const RelationScatterResult = unionOf('RelationScatterResult', [RelationScatter, NotFound, InvalidInput]);

@Resolver()
export class RelateResolver {
  constructor(private readonly service: RelateService) {}

  @Allow('data:read')
  @Query(() => RelationsResult, { description: 'Every parameter against a response, with false-discovery control.' })
  relations(
    @Args('filter', { type: () => PopulationFilter }) filter: PopulationFilter,
    @Args('response', { type: () => MeasureInput }) response: MeasureInput,
    @CurrentActor() actor: Actor,
  ): Promise<typeof RelationsResult> {
    return toResult([NotFound, InvalidInput], async () =>
      Object.assign(new Relations(), await this.service.relations(filter, response, actor.productScope)),
    );
  }

  @Allow('data:read')
  @Query(() => RelationScatterResult, { description: 'One parameter against a response, wafer by wafer.' })
  relationScatter(
    @Args('filter', { type: () => PopulationFilter }) filter: PopulationFilter,
    @Args('response', { type: () => MeasureInput }) response: MeasureInput,
    @Args('parameter', { type: () => MeasureInput }) parameter: MeasureInput,
    @CurrentActor() actor: Actor,
  ): Promise<typeof RelationScatterResult> {
    return toResult([NotFound, InvalidInput], async () =>
      Object.assign(new RelationScatter(), await this.service.scatter(filter, response, parameter, actor.productScope)),
    );
  }
}
