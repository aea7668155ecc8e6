import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
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
import { Catalogue } from './catalogue.types.ts';
import { CatalogueService } from './catalogue.service.ts';
import { MeasureInput, MeasureKind, SplitInput, Trend, TrendUnit } from './explore.types.ts';
import { LimitsService } from './limits.service.ts';
import { TrendService } from './trend.service.ts';

const TrendResult = unionOf('TrendResult', [Trend, NotFound, InvalidInput]);
const LimitsResult = unionOf('LimitsResult', [Done, NotFound, InvalidInput, Forbidden]);

const NO_FILTER: PopulationFilter = {};
const FINAL_YIELD: MeasureInput = { kind: MeasureKind.FINAL_YIELD };

@Resolver()
export class ExploreResolver {
  constructor(
    private readonly trends: TrendService,
    private readonly catalogues: CatalogueService,
    private readonly limits: LimitsService,
  ) {}

  @Allow('data:read')
  @Query(() => TrendResult, { description: 'A measure over time.' })
  trend(
    @Args('filter', { type: () => PopulationFilter }) filter: PopulationFilter,
    @Args('measure', { type: () => MeasureInput, nullable: true }) measure: MeasureInput | null,
    @Args('by', { type: () => TrendUnit, defaultValue: TrendUnit.LOT }) by: TrendUnit,
    @Args('split', { type: () => SplitInput, nullable: true }) split: SplitInput | null,
    @Args('trackOutOf', {
      type: () => ID,
      nullable: true,
      description: 'Time is the end of the last run at this step; null: the end of sort.',
    })
    trackOutOf: string | null,
    @CurrentActor() actor: Actor,
  ): Promise<typeof TrendResult> {
    return toResult([NotFound, InvalidInput], async () => {
      const request = {
        filter,
        measure: measure ?? FINAL_YIELD,
        by,
        split: split ?? null,
        trackOutOf: trackOutOf ?? null,
      };
      return Object.assign(new Trend(), await this.trends.trend(request, actor.productScope));
    });
  }

  @Allow('data:read')
  @Query(() => Catalogue, { description: 'What there is to chart, to split by and to filter on.' })
  catalogue(
    @Args('filter', { type: () => PopulationFilter, defaultValue: NO_FILTER }) filter: PopulationFilter,
    @CurrentActor() actor: Actor,
  ): Promise<Catalogue> {
    return this.catalogues.of(filter, actor.productScope);
  }

  @Allow('limits:write')
  @Mutation(() => LimitsResult, { description: 'Freezes the limits of the phase that holds this moment, from it on.' })
  freezeLimits(
    @Args('filter', { type: () => PopulationFilter }) filter: PopulationFilter,
    @Args('measure', { type: () => MeasureInput, nullable: true }) measure: MeasureInput | null,
    @Args('at', { type: () => Date }) at: Date,
    @Args('reason', { type: () => String }) reason: string,
    @CurrentActor() actor: Actor,
  ): Promise<typeof LimitsResult> {
    return toResult([NotFound, InvalidInput, Forbidden], async () => {
      await this.limits.freeze({ filter, measure: measure ?? FINAL_YIELD, at, reason }, actor);
      return new Done();
    });
  }

  @Allow('limits:write')
  @Mutation(() => LimitsResult, { description: 'Takes frozen limits back: phases learn their own again.' })
  liftLimits(
    @Args('filter', { type: () => PopulationFilter }) filter: PopulationFilter,
    @Args('measure', { type: () => MeasureInput, nullable: true }) measure: MeasureInput | null,
    @CurrentActor() actor: Actor,
  ): Promise<typeof LimitsResult> {
    return toResult([NotFound, InvalidInput, Forbidden], async () => {
      await this.limits.lift({ filter, measure: measure ?? FINAL_YIELD }, actor);
      return new Done();
    });
  }
}
