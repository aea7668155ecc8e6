import { Args, Float, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor, InvalidInput, NotFound, toResult, unionOf, type Actor } from '@fabwright/platform';
import { PopulationFilter } from '../population/population.types.ts';
import { CapabilityService } from './capability.service.ts';
import { CapabilityTable, LimitsInput, TestCapability } from './capability.types.ts';

const CapabilityResult = unionOf('CapabilityResult', [CapabilityTable, NotFound, InvalidInput]);
const TestCapabilityResult = unionOf('TestCapabilityResult', [TestCapability, NotFound, InvalidInput]);

@Resolver()
export class CapabilityResolver {
  constructor(private readonly service: CapabilityService) {}

  @Allow('data:read')
  @Query(() => CapabilityResult, { description: 'Capability of each test, by revision of the program.' })
  capability(
    @Args('filter', { type: () => PopulationFilter }) filter: PopulationFilter,
    @CurrentActor() actor: Actor,
  ): Promise<typeof CapabilityResult> {
    return toResult([NotFound, InvalidInput], async () =>
      Object.assign(new CapabilityTable(), await this.service.table(filter, actor.productScope)),
    );
  }

  @Allow('data:read')
  @Query(() => TestCapabilityResult, {
    description: 'One test with its values, and with limits that are not in force.',
  })
  testCapability(
    @Args('filter', { type: () => PopulationFilter }) filter: PopulationFilter,
    @Args('test', { type: () => Float }) test: number,
    @Args('revision', { type: () => String, description: 'Program and revision.' }) revision: string,
    @Args('whatIf', { type: () => LimitsInput, nullable: true }) whatIf: LimitsInput | null,
    @CurrentActor() actor: Actor,
  ): Promise<typeof TestCapabilityResult> {
    return toResult([NotFound, InvalidInput], async () => {
      const request = { filter, test, revision, whatIf: whatIf ?? null };
      return Object.assign(new TestCapability(), await this.service.test(request, actor.productScope));
    });
  }
}
