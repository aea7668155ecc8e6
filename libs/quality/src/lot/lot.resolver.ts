import { Args, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Bin, DieGeometry, LotChild, LotEvent, LotHold } from '@fabwright/fab';
import { Allow, CurrentActor, Forbidden, NotFound, toResult, type Actor } from '@fabwright/platform';
import { TestDefinition, TestRunRow, WaferRow } from '../wafer/wafer.types.ts';
import { BinLoss } from '../yield/yield.types.ts';
import { LotLossesService } from './lot-losses.service.ts';
import { LotService } from './lot.service.ts';
import { Lot, LotResult } from './lot.types.ts';

@Resolver(() => Lot)
export class LotResolver {
  constructor(
    private readonly service: LotService,
    private readonly losses: LotLossesService,
  ) {}

  @Allow('data:read')
  @Query(() => LotResult)
  lot(
    @Args('lotId', { type: () => ID }) lotId: string,
    @Args('insertion', { type: () => String, nullable: true }) insertion: string | null,
    @CurrentActor() actor: Actor,
  ): Promise<typeof LotResult> {
    return toResult([NotFound, Forbidden], () => this.service.lot(lotId, insertion ?? null, actor.productScope));
  }

  @ResolveField('tests', () => [TestDefinition])
  tests(@Parent() lot: Lot, @CurrentActor() actor: Actor): Promise<TestDefinition[]> {
    return this.service.tests(lot, actor.productScope);
  }

  @ResolveField('wafers', () => [WaferRow])
  wafers(@Parent() lot: Lot, @CurrentActor() actor: Actor): Promise<WaferRow[]> {
    return this.losses.waferRows(lot, actor.productScope);
  }

  @ResolveField('losses', () => [BinLoss])
  lotLosses(@Parent() lot: Lot, @CurrentActor() actor: Actor): Promise<BinLoss[]> {
    return this.losses.lotLosses(lot, actor.productScope);
  }

  @ResolveField('geometry', () => DieGeometry)
  geometry(@Parent() lot: Lot, @CurrentActor() actor: Actor): Promise<DieGeometry> {
    return this.service.geometry(lot, actor.productScope);
  }

  @ResolveField('bins', () => [Bin])
  bins(@Parent() lot: Lot): Promise<Bin[]> {
    return this.service.bins(lot);
  }

  @ResolveField('history', () => [LotEvent])
  history(@Parent() lot: Lot, @CurrentActor() actor: Actor): Promise<LotEvent[]> {
    return this.service.events(lot, actor.productScope);
  }

  @ResolveField('holds', () => [LotHold])
  holds(@Parent() lot: Lot, @CurrentActor() actor: Actor): Promise<LotHold[]> {
    return this.service.holds(lot, actor.productScope);
  }

  @ResolveField('children', () => [LotChild])
  children(@Parent() lot: Lot, @CurrentActor() actor: Actor): Promise<LotChild[]> {
    return this.service.children(lot, actor.productScope);
  }

  @ResolveField('runs', () => [TestRunRow])
  runs(@Parent() lot: Lot, @CurrentActor() actor: Actor): Promise<TestRunRow[]> {
    return this.service.runs(lot, actor.productScope);
  }
}
