import { Args, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor, InvalidInput, NotFound, toResult, unionOf, type Actor } from '@fabwright/platform';
import { MeasureInput, SplitInput } from '../explore/explore.types.ts';
import { PopulationFilter } from '../population/population.types.ts';
import { CompareService } from './compare.service.ts';
import { Comparison, LegInput } from './compare.types.ts';

const ComparisonResult = unionOf('ComparisonResult', [Comparison, NotFound, InvalidInput]);

@Resolver()
export class CompareResolver {
  constructor(private readonly service: CompareService) {}

  @Allow('data:read')
  @Query(() => ComparisonResult, {
    description: 'Groups of wafers: by a split, two of your own, the legs of an experiment, or else lot by lot.',
  })
  comparison(
    @Args('filter', { type: () => PopulationFilter }) filter: PopulationFilter,
    @Args('measure', { type: () => MeasureInput }) measure: MeasureInput,
    @Args('split', { type: () => SplitInput, nullable: true }) split: SplitInput | null,
    @Args('other', { type: () => PopulationFilter, nullable: true }) other: PopulationFilter | null,
    @Args('legs', { type: () => [LegInput], nullable: true }) legs: LegInput[] | null,
    @Args('control', { type: () => String, nullable: true, description: 'Leg; null = that of the first row.' })
    control: string | null,
    @Args('byDie', { type: () => Boolean, defaultValue: false }) byDie: boolean,
    @CurrentActor() actor: Actor,
  ): Promise<typeof ComparisonResult> {
    return toResult([NotFound, InvalidInput], async () => {
      const request = {
        filter,
        measure,
        split: split ?? null,
        other: other ?? null,
        legs: legs ?? null,
        control: control ?? null,
        byDie,
      };
      return Object.assign(new Comparison(), await this.service.compare(request, actor.productScope));
    });
  }
}
