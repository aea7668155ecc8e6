import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor, Forbidden, InvalidInput, NotFound, toResult, type Actor } from '@fabwright/platform';
import { ExclusionService } from './exclusion.service.ts';
import { ExclusionResult, WaferExcluded, WaferRestored } from './exclusion.types.ts';

const FAILURES = [InvalidInput, NotFound, Forbidden] as const;

@Resolver()
export class ExclusionResolver {
  constructor(private readonly service: ExclusionService) {}

  @Allow('wafers:exclude')
  @Mutation(() => ExclusionResult)
  excludeWafer(
    @Args('lotId', { type: () => ID }) lotId: string,
    @Args('waferId', { type: () => ID }) waferId: string,
    @Args('reason', { type: () => String }) reason: string,
    @CurrentActor() actor: Actor,
  ): Promise<typeof ExclusionResult> {
    return toResult(FAILURES, async () => new WaferExcluded(await this.service.exclude(lotId, waferId, reason, actor)));
  }

  @Allow('wafers:exclude')
  @Mutation(() => ExclusionResult)
  restoreWafer(
    @Args('lotId', { type: () => ID }) lotId: string,
    @Args('waferId', { type: () => ID }) waferId: string,
    @Args('exclusionId', { type: () => ID }) exclusionId: string,
    @CurrentActor() actor: Actor,
  ): Promise<typeof ExclusionResult> {
    return toResult(FAILURES, async () => {
      await this.service.restore(lotId, waferId, exclusionId, actor);
      return new WaferRestored(waferId);
    });
  }
}
