import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentActor, type Actor } from '@fabwright/platform';
import { FactorInput } from '../excursion-inputs.ts';
import {
  ExcursionAction,
  ExcursionEntry,
  ExcursionLot,
  ExcursionStacks,
  InLineLot,
} from '../excursion-evidence.types.ts';
import { ExcursionAct, possibleActs } from '../excursion-state.ts';
import { ExcursionTimeline } from '../excursion-timeline.types.ts';
import { Excursion } from '../excursion.types.ts';
import { ExcursionsService } from '../excursions.service.ts';
import { ExcursionLotsService } from './excursion-lots.service.ts';
import { InLineService } from './in-line.service.ts';
import { StacksService } from './stacks.service.ts';
import { TimelineService } from './timeline.service.ts';

/** What an excursion rests on and what has become of it; each part is read only when it is asked for. */
@Resolver(() => Excursion)
export class EvidenceResolver {
  constructor(
    private readonly excursions: ExcursionsService,
    private readonly belongings: ExcursionLotsService,
    private readonly inLine: InLineService,
    private readonly maps: StacksService,
    private readonly times: TimelineService,
  ) {}

  @ResolveField('possibleActs', () => [ExcursionAct], { description: 'What the person who asks may do next.' })
  possibleActs(@Parent() { state }: Excursion, @CurrentActor() actor: Actor): ExcursionAct[] {
    return actor.permissions.has('excursions:write') ? possibleActs(state) : [];
  }

  @ResolveField('lots', () => [ExcursionLot], { description: 'In time order.' })
  async lots(@Parent() { excursionId }: Excursion, @CurrentActor() { productScope }: Actor): Promise<ExcursionLot[]> {
    return this.belongings.lots(await this.excursions.record(excursionId, productScope), productScope);
  }

  @ResolveField('entries', () => [ExcursionEntry], { description: 'The history, oldest first.' })
  async entries(
    @Parent() { excursionId }: Excursion,
    @CurrentActor() { productScope }: Actor,
  ): Promise<ExcursionEntry[]> {
    return this.belongings.entries(await this.excursions.record(excursionId, productScope));
  }

  @ResolveField('actions', () => [ExcursionAction], { description: 'What is to be done: open ones first.' })
  async actions(
    @Parent() { excursionId }: Excursion,
    @CurrentActor() { productScope }: Actor,
  ): Promise<ExcursionAction[]> {
    return this.belongings.actions(await this.excursions.record(excursionId, productScope));
  }

  @ResolveField('timeline', () => ExcursionTimeline)
  async timeline(
    @Parent() { excursionId }: Excursion,
    @CurrentActor() { productScope }: Actor,
  ): Promise<ExcursionTimeline> {
    return this.times.timeline(await this.excursions.record(excursionId, productScope), productScope);
  }

  @ResolveField('stacks', () => ExcursionStacks, { nullable: true, description: 'Null for a sensor’s excursion.' })
  async stacks(
    @Parent() { excursionId }: Excursion,
    @CurrentActor() { productScope }: Actor,
  ): Promise<ExcursionStacks | null> {
    return this.maps.stacks(await this.excursions.record(excursionId, productScope), productScope);
  }

  @ResolveField('inLine', () => [InLineLot], {
    description: 'Lots that went through the suspect and are not sorted yet, nearest to sort first.',
  })
  async lotsInLine(
    @Parent() { excursionId }: Excursion,
    @Args('suspect', { type: () => FactorInput, nullable: true, description: 'Default: the excursion’s own.' })
    suspect: FactorInput | null,
    @CurrentActor() { productScope }: Actor,
  ): Promise<InLineLot[]> {
    const record = await this.excursions.record(excursionId, productScope);
    const place = suspect?.toolId
      ? { stepId: suspect.stepId ?? null, toolId: suspect.toolId, chamber: suspect.chamber || null }
      : null;
    return this.inLine.lots(record, place, productScope);
  }
}
