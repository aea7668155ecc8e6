import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentActor, type Actor } from '@fabwright/platform';
import { Commonality } from '../../commonality/commonality.types.ts';
import { FabChangeRow, MovedParameter, SimilarExcursion } from '../excursion-evidence.types.ts';
import { Excursion } from '../excursion.types.ts';
import { ExcursionsService } from '../excursions.service.ts';
import { ChangesAroundService } from './changes-around.service.ts';
import { ExcursionCommonality } from './excursion-commonality.service.ts';
import { MovedParametersService } from './moved-parameters.service.ts';
import { SimilarService } from './similar.service.ts';

/** An excursion against what surrounds it: other wafers, other times, other excursions. */
@Resolver(() => Excursion)
export class ComparisonResolver {
  constructor(
    private readonly excursions: ExcursionsService,
    private readonly shared: ExcursionCommonality,
    private readonly parameters: MovedParametersService,
    private readonly around: ChangesAroundService,
    private readonly past: SimilarService,
  ) {}

  @ResolveField('commonality', () => Commonality, {
    nullable: true,
    description: 'What its wafers share that those around them don’t. Null for a sensor’s excursion.',
    complexity: 50,
  })
  async commonality(
    @Parent() { excursionId }: Excursion,
    @CurrentActor() { productScope }: Actor,
  ): Promise<Commonality | null> {
    return this.shared.of(await this.excursions.record(excursionId, productScope), productScope);
  }

  @ResolveField('movedParameters', () => [MovedParameter], {
    description: 'Sensors, metrology and e-test that read differently on the affected wafers, the clearest first.',
    complexity: 50,
  })
  async movedParameters(
    @Parent() { excursionId }: Excursion,
    @CurrentActor() { productScope }: Actor,
  ): Promise<MovedParameter[]> {
    return this.parameters.moved(await this.excursions.record(excursionId, productScope), productScope);
  }

  @ResolveField('changesAround', () => [FabChangeRow], {
    description: 'Maintenance, recipes, programs, cards and limits: what the affected wafers share most comes first.',
    complexity: 20,
  })
  async changesAround(
    @Parent() { excursionId }: Excursion,
    @CurrentActor() { productScope }: Actor,
  ): Promise<FabChangeRow[]> {
    return this.around.changes(await this.excursions.record(excursionId, productScope), productScope);
  }

  @ResolveField('similar', () => [SimilarExcursion], {
    description: 'Past ones that looked alike, the most alike first.',
  })
  async similar(
    @Parent() { excursionId }: Excursion,
    @CurrentActor() { productScope }: Actor,
  ): Promise<SimilarExcursion[]> {
    return this.past.similar(await this.excursions.record(excursionId, productScope), productScope);
  }
}
