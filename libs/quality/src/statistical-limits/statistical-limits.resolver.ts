import { Args, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import {
  Allow,
  CurrentActor,
  Done,
  Forbidden,
  InvalidInput,
  NotFound,
  toResult,
  unionOf,
  type Actor,
} from '@fabwright/platform';
import { PopulationFilter } from '../population/population.types.ts';
import { StatisticalLimitsService } from './statistical-limits.service.ts';
import { StatisticalLimitsView } from './statistical-limits.types.ts';

const StatisticalLimitsResult = unionOf('StatisticalLimitsResult', [StatisticalLimitsView, NotFound, InvalidInput]);
const ApproveLimitResult = unionOf('ApproveLimitResult', [Done, NotFound, InvalidInput, Forbidden]);

@Resolver()
export class StatisticalLimitsResolver {
  constructor(private readonly service: StatisticalLimitsService) {}

  @Allow('data:read')
  @Query(() => StatisticalLimitsResult, { description: 'What the chosen lots propose, and what was approved.' })
  statisticalLimits(
    @Args('filter', { type: () => PopulationFilter }) filter: PopulationFilter,
    @CurrentActor() actor: Actor,
  ): Promise<typeof StatisticalLimitsResult> {
    return toResult([NotFound, InvalidInput], async () =>
      Object.assign(new StatisticalLimitsView(), await this.service.view(filter, actor.productScope)),
    );
  }

  @Allow('limits:write')
  @Mutation(() => ApproveLimitResult, { description: 'Approves what the chosen lots propose, from a moment on.' })
  approveStatisticalLimit(
    @Args('filter', { type: () => PopulationFilter }) filter: PopulationFilter,
    @Args('program', { type: () => String }) program: string,
    @Args('bin', { type: () => Int, nullable: true, description: 'Null: of the yield.' }) bin: number | null,
    @Args('effectiveFrom', { type: () => Date }) effectiveFrom: Date,
    @Args('reason', { type: () => String }) reason: string,
    @CurrentActor() actor: Actor,
  ): Promise<typeof ApproveLimitResult> {
    return toResult([NotFound, InvalidInput, Forbidden], async () => {
      await this.service.approve({ filter, program, bin: bin ?? null, effectiveFrom, reason }, actor);
      return new Done();
    });
  }
}
