import { Args, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Bin, DieGeometry } from '@fabwright/fab';
import { Allow, CurrentActor, Forbidden, NotFound, toResult, type Actor } from '@fabwright/platform';
import { WaferService } from './wafer.service.ts';
import { Exclusion, TestDefinition, TestRunRow, Wafer, WaferResult, ZoneYield } from './wafer.types.ts';

@Resolver(() => Wafer)
export class WaferResolver {
  constructor(private readonly service: WaferService) {}

  @Allow('data:read')
  @Query(() => WaferResult)
  wafer(
    @Args('lotId', { type: () => ID }) lotId: string,
    @Args('waferId', { type: () => ID }) waferId: string,
    @Args('insertion', { type: () => String, nullable: true }) insertion: string | null,
    @CurrentActor() actor: Actor,
  ): Promise<typeof WaferResult> {
    return toResult([NotFound, Forbidden], () =>
      this.service.wafer(lotId, waferId, insertion ?? null, actor.productScope),
    );
  }

  @ResolveField('geometry', () => DieGeometry)
  geometry(@Parent() wafer: Wafer, @CurrentActor() actor: Actor): Promise<DieGeometry> {
    return this.service.geometry(wafer, actor.productScope);
  }

  @ResolveField('bins', () => [Bin])
  bins(@Parent() wafer: Wafer): Promise<Bin[]> {
    return this.service.bins(wafer);
  }

  @ResolveField('tests', () => [TestDefinition])
  tests(@Parent() wafer: Wafer, @CurrentActor() actor: Actor): Promise<TestDefinition[]> {
    return this.service.tests(wafer, actor.productScope);
  }

  @ResolveField('runs', () => [TestRunRow])
  runs(@Parent() wafer: Wafer, @CurrentActor() actor: Actor): Promise<TestRunRow[]> {
    return this.service.runs(wafer, actor.productScope);
  }

  @ResolveField('exclusions', () => [Exclusion])
  exclusions(@Parent() wafer: Wafer, @CurrentActor() actor: Actor): Promise<Exclusion[]> {
    return this.service.exclusions(wafer, actor.productScope);
  }

  @ResolveField('zones', () => [ZoneYield])
  zones(@Parent() wafer: Wafer, @CurrentActor() actor: Actor): Promise<ZoneYield[]> {
    return this.service.zones(wafer, actor.productScope);
  }
}
