import { Args, ID, Int, Mutation, Resolver } from '@nestjs/graphql';
import {
  Allow,
  CurrentActor,
  DomainError,
  Forbidden,
  InvalidInput,
  NotFound,
  toResult,
  type Actor,
} from '@fabwright/platform';
import type { Factor, ExcursionRecord } from './excursion.ts';
import { ContainmentInput, ExcursionActionInput, FactorInput } from './excursion-inputs.ts';
import { ExcursionViews } from './excursion-views.ts';
import { ExcursionLifecycle } from './excursion.lifecycle.ts';
import { ExcursionChanged, ExcursionChangeResult, ExcursionOutdated } from './excursion-results.types.ts';
import { ExcursionsService } from './excursions.service.ts';

const FAILURES = [InvalidInput, NotFound, Forbidden] as const;
type Result = Promise<typeof ExcursionChangeResult>;

const excursionId = { type: () => ID } as const;
const version = { type: () => Int } as const;

/** What people do to excursions. Acts that decide something carry the version that was looked at. */
@Resolver()
export class ExcursionChangeResolver {
  constructor(
    private readonly lifecycle: ExcursionLifecycle,
    private readonly excursions: ExcursionsService,
    private readonly views: ExcursionViews,
  ) {}

  @Allow('excursions:write')
  @Mutation(() => ExcursionChangeResult)
  acknowledgeExcursion(@Args('excursionId', excursionId) id: string, @CurrentActor() actor: Actor): Result {
    return this.#changed(id, actor, () => this.lifecycle.acknowledge({ excursionId: id, version: null }, actor));
  }

  @Allow('excursions:write')
  @Mutation(() => ExcursionChangeResult)
  assignExcursion(
    @Args('excursionId', excursionId) id: string,
    @Args('version', version) seen: number,
    @Args('ownerId', { type: () => ID }) ownerId: string,
    @CurrentActor() actor: Actor,
  ): Result {
    return this.#changed(id, actor, () => this.lifecycle.assign({ excursionId: id, version: seen }, ownerId, actor));
  }

  @Allow('excursions:write')
  @Mutation(() => ExcursionChangeResult)
  containExcursion(
    @Args('excursionId', excursionId) id: string,
    @Args('version', version) seen: number,
    @Args('containment', { type: () => ContainmentInput }) containment: ContainmentInput,
    @CurrentActor() actor: Actor,
  ): Result {
    const { suspect, lotIds, reason } = containment;
    const held = { suspect: suspect ? factorOf(suspect) : null, lotIds, reason };
    return this.#changed(id, actor, () => this.lifecycle.contain({ excursionId: id, version: seen }, held, actor));
  }

  @Allow('excursions:write')
  @Mutation(() => ExcursionChangeResult)
  setExcursionCause(
    @Args('excursionId', excursionId) id: string,
    @Args('version', version) seen: number,
    @Args('cause', { type: () => FactorInput }) cause: FactorInput,
    @Args('words', { type: () => String, description: 'What it was, in words that reports quote.' }) words: string,
    @CurrentActor() actor: Actor,
  ): Result {
    return this.#changed(id, actor, () =>
      this.lifecycle.setCause({ excursionId: id, version: seen }, { ...factorOf(cause), words }, actor),
    );
  }

  @Allow('excursions:write')
  @Mutation(() => ExcursionChangeResult)
  closeExcursion(
    @Args('excursionId', excursionId) id: string,
    @Args('version', version) seen: number,
    @Args('reason', { type: () => String }) reason: string,
    @CurrentActor() actor: Actor,
  ): Result {
    return this.#changed(id, actor, () => this.lifecycle.close({ excursionId: id, version: seen }, reason, actor));
  }

  @Allow('excursions:write')
  @Mutation(() => ExcursionChangeResult, { description: 'Says that it was none; counted as a false alarm.' })
  dismissExcursion(
    @Args('excursionId', excursionId) id: string,
    @Args('version', version) seen: number,
    @Args('reason', { type: () => String }) reason: string,
    @CurrentActor() actor: Actor,
  ): Result {
    return this.#changed(id, actor, () => this.lifecycle.dismiss({ excursionId: id, version: seen }, reason, actor));
  }

  @Allow('excursions:write')
  @Mutation(() => ExcursionChangeResult)
  reopenExcursion(
    @Args('excursionId', excursionId) id: string,
    @Args('version', version) seen: number,
    @Args('reason', { type: () => String }) reason: string,
    @CurrentActor() actor: Actor,
  ): Result {
    return this.#changed(id, actor, () => this.lifecycle.reopen({ excursionId: id, version: seen }, reason, actor));
  }

  @Allow('excursions:write')
  @Mutation(() => ExcursionChangeResult)
  commentExcursion(
    @Args('excursionId', excursionId) id: string,
    @Args('text', { type: () => String }) text: string,
    @CurrentActor() actor: Actor,
  ): Result {
    return this.#changed(id, actor, () => this.lifecycle.comment({ excursionId: id, version: null }, text, actor));
  }

  @Allow('excursions:write')
  @Mutation(() => ExcursionChangeResult)
  addExcursionAction(
    @Args('excursionId', excursionId) id: string,
    @Args('action', { type: () => ExcursionActionInput }) input: ExcursionActionInput,
    @CurrentActor() actor: Actor,
  ): Result {
    const { what, assigneeId = null, assigneeName = null, dueAt = null } = input;
    const action = { what, assigneeId, assigneeName, dueAt };
    return this.#changed(id, actor, () => this.lifecycle.addAction({ excursionId: id, version: null }, action, actor));
  }

  @Allow('excursions:write')
  @Mutation(() => ExcursionChangeResult)
  completeExcursionAction(
    @Args('excursionId', excursionId) id: string,
    @Args('actionId', { type: () => ID }) actionId: string,
    @Args('comment', { type: () => String, nullable: true }) comment: string | null,
    @CurrentActor() actor: Actor,
  ): Result {
    return this.#changed(id, actor, () =>
      this.lifecycle.completeAction({ excursionId: id, version: null }, actionId, comment ?? null, actor),
    );
  }

  async #changed(id: string, actor: Actor, act: () => Promise<ExcursionRecord>): Result {
    try {
      return await toResult(FAILURES, async () => new ExcursionChanged(await this.views.view(await act())));
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'CONFLICT') throw error;
      return new ExcursionOutdated(error.message, await this.excursions.one(id, actor.productScope));
    }
  }
}

function factorOf({ kind, id, stepId = null, toolId = null, chamber = null }: FactorInput): Factor {
  return { kind, id, stepId, toolId, chamber };
}
