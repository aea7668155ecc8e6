import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor, type Actor } from '@fabwright/platform';
import { Lot, Overview } from '@fabwright/quality';
import { NarrativeService } from './narrative.service.ts';
import { Narrative } from './narrative.types.ts';

@Resolver(() => Overview)
export class OverviewNarrativeResolver {
  constructor(private readonly narratives: NarrativeService) {}

  @Allow('data:read')
  @ResolveField('narrative', () => Narrative, { description: 'What changed, in en or zh-CN.' })
  narrative(
    @Parent() overview: Overview,
    @Args('language', { type: () => String }) language: string,
  ): Promise<Narrative> {
    return this.narratives.ofOverview(overview, language);
  }
}

@Resolver(() => Lot)
export class LotNarrativeResolver {
  constructor(private readonly narratives: NarrativeService) {}

  @Allow('data:read')
  @ResolveField('narrative', () => Narrative, { description: 'The lot in words, in en or zh-CN.' })
  narrative(
    @Parent() lot: Lot,
    @Args('language', { type: () => String }) language: string,
    @CurrentActor() actor: Actor,
  ): Promise<Narrative> {
    return this.narratives.ofLot(lot, language, actor.productScope);
  }
}
