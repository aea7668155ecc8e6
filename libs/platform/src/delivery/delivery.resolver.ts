import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../auth/access.decorators.ts';
import type { Actor } from '../auth/actor.ts';
import { FabConfig } from '../config/index.ts';
import { InvalidInput, NotFound, PageInfo } from '../graphql/result-types.ts';
import { toResult } from '../graphql/to-result.ts';
import type { DeliveryState } from './delivery.ts';
import { DeliveryLog } from './delivery-log.service.ts';
import {
  Delivery,
  DeliveryConnection,
  DeliveryQueued,
  DeliveryResult,
  DeliverySetup,
  DeliveryStateEnum,
} from './delivery.types.ts';
import { missingForMail } from './mail-settings.ts';

@Resolver(() => Delivery)
export class DeliveryResolver {
  constructor(
    private readonly log: DeliveryLog,
    private readonly config: FabConfig,
  ) {}

  @Allow('notices:write')
  @Query(() => DeliverySetup)
  deliverySetup(): DeliverySetup {
    const { webhookHosts, mailDomains } = this.config.delivery;
    const publicUrl = this.config.server.publicUrl ?? null;
    return { missingForMail: missingForMail(this.config), webhookHosts, mailDomains, publicUrl };
  }

  @Allow('notices:write')
  @Query(() => DeliveryConnection, { description: 'Newest first.' })
  async deliveries(
    @Args('states', { type: () => [DeliveryStateEnum], nullable: true }) states: DeliveryState[] | null,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @CurrentActor() actor: Actor,
  ): Promise<DeliveryConnection> {
    const { rows, endCursor, hasNextPage } = await this.log.page(states ?? null, first, after ?? null, actor);
    return { nodes: rows.map((row) => Delivery.of(row)), pageInfo: new PageInfo(endCursor, hasNextPage) };
  }

  @Allow('notices:write')
  @Mutation(() => DeliveryResult, { description: 'A test mail to oneself; its fate is in the log a moment later.' })
  sendTestMail(@CurrentActor() actor: Actor): Promise<typeof DeliveryResult> {
    return toResult([InvalidInput], async () => new DeliveryQueued(Delivery.of(await this.log.sendTestMail(actor))));
  }

  @Allow('webhooks:write')
  @Mutation(() => DeliveryResult)
  sendTestWebhook(
    @Args('targetId', { type: () => ID }) targetId: string,
    @CurrentActor() actor: Actor,
  ): Promise<typeof DeliveryResult> {
    return toResult(
      [NotFound],
      async () => new DeliveryQueued(Delivery.of(await this.log.sendTestWebhook(targetId, actor))),
    );
  }

  @Allow('notices:write')
  @Mutation(() => DeliveryResult, { description: 'Tries again what was not sent.' })
  sendDeliveryAgain(
    @Args('deliveryId', { type: () => ID }) deliveryId: string,
    @CurrentActor() actor: Actor,
  ): Promise<typeof DeliveryResult> {
    return toResult(
      [NotFound],
      async () => new DeliveryQueued(Delivery.of(await this.log.sendAgain(deliveryId, actor))),
    );
  }
}
