import { Args, Float, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor, type Actor } from '@fabwright/platform';
import { DefectsService } from './defects.service.ts';
import { DefectFilter, DefectOverview, StepAdders } from './defects.types.ts';
import { KillRatioService } from './kill-ratio.service.ts';
import { KillRatios } from './kill-ratio.types.ts';
import { WaferInspection } from './wafer-inspection.types.ts';

@Resolver(() => DefectOverview)
export class DefectsResolver {
  constructor(
    private readonly service: DefectsService,
    private readonly kills: KillRatioService,
  ) {}

  @Allow('data:read')
  @Query(() => DefectOverview, { description: 'Defects that inspections found, by step, class and lot.' })
  defects(
    @Args('filter', { type: () => DefectFilter }) filter: DefectFilter,
    @CurrentActor() actor: Actor,
  ): Promise<DefectOverview> {
    return this.service.overview(filter, actor.productScope);
  }

  @ResolveField('adders', () => [StepAdders])
  adders(@Parent() { filter }: DefectOverview, @CurrentActor() actor: Actor): Promise<StepAdders[]> {
    return this.service.adders(filter, actor.productScope);
  }

  @ResolveField('killRatios', () => KillRatios)
  killRatios(@Parent() { filter }: DefectOverview, @CurrentActor() actor: Actor): Promise<KillRatios> {
    return this.kills.ratios(filter, actor.productScope);
  }

  @Allow('data:read')
  @Query(() => [WaferInspection], { description: 'The inspections of a wafer, in time order; empty without any.' })
  waferInspections(
    @Args('lotId', { type: () => ID }) lotId: string,
    @Args('waferId', { type: () => ID }) waferId: string,
    @Args('toleranceMm', { type: () => Float, nullable: true }) toleranceMm: number | null,
    @CurrentActor() actor: Actor,
  ): Promise<WaferInspection[]> {
    return this.service.ofWafer(lotId, waferId, toleranceMm ?? null, actor.productScope);
  }
}
