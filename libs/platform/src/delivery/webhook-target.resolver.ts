import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../auth/access.decorators.ts';
import type { Actor } from '../auth/actor.ts';
import { InvalidInput, NotFound } from '../graphql/result-types.ts';
import { toResult } from '../graphql/to-result.ts';
import {
  WebhookSecretMade,
  WebhookSecretResult,
  WebhookTarget,
  WebhookTargetChanged,
  WebhookTargetInput,
  WebhookTargetResult,
} from './delivery.types.ts';
import type { WebhookTargetRecord } from './webhook-target.repository.ts';
import { WebhookTargets } from './webhook-targets.service.ts';

const targetIdArg = { type: () => ID } as const;

@Resolver(() => WebhookTarget)
export class WebhookTargetResolver {
  constructor(private readonly targets: WebhookTargets) {}

  @Allow('notices:write')
  @Query(() => [WebhookTarget], { description: 'Addresses are shown to administrators only.' })
  async webhookTargets(@CurrentActor() actor: Actor): Promise<WebhookTarget[]> {
    const withUrl = actor.permissions.has('webhooks:write');
    return (await this.targets.all()).map((target) => WebhookTarget.of(target, withUrl));
  }

  @Allow('webhooks:write')
  @Mutation(() => WebhookSecretResult)
  createWebhookTarget(
    @Args('input', { type: () => WebhookTargetInput }) input: WebhookTargetInput,
    @CurrentActor() actor: Actor,
  ): Promise<typeof WebhookSecretResult> {
    const { name, url, productScope = null } = input;
    return toResult([InvalidInput], async () =>
      secretOf(await this.targets.create({ name, url, productScope }, actor)),
    );
  }

  @Allow('webhooks:write')
  @Mutation(() => WebhookSecretResult, { description: 'The old secret signs nothing any more.' })
  renewWebhookSecret(@Args('targetId', targetIdArg) targetId: string): Promise<typeof WebhookSecretResult> {
    return toResult([NotFound], async () => secretOf(await this.targets.renewSecret(targetId)));
  }

  @Allow('webhooks:write')
  @Mutation(() => WebhookTargetResult)
  setWebhookTargetDisabled(
    @Args('targetId', targetIdArg) targetId: string,
    @Args('disabled', { type: () => Boolean }) disabled: boolean,
  ): Promise<typeof WebhookTargetResult> {
    return toResult(
      [NotFound],
      async () => new WebhookTargetChanged(WebhookTarget.of(await this.targets.setDisabled(targetId, disabled), true)),
    );
  }
}

function secretOf(record: WebhookTargetRecord): WebhookSecretMade {
  return new WebhookSecretMade(WebhookTarget.of(record, true), record.secret);
}
