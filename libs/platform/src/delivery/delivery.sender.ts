import { Injectable, Logger } from '@nestjs/common';
import { FabConfig } from '../config/index.ts';
import { UnitOfWork } from '../database/index.ts';
import { ChangeNotifier } from '../graphql/change-feed.ts';
import {
  SEND_DEADLINE_MS,
  pauseAfter,
  type ClaimedDelivery,
  type DeliveryChannel,
  type SendOutcome,
} from './delivery.ts';
import { DELIVERIES_TOPIC } from './delivery.outbox.ts';
import { DeliveryRepository } from './delivery.repository.ts';
import { FolderTransport } from './folder.transport.ts';
import { MailTransport } from './mail.transport.ts';
import { WebhookTransport } from './webhook.transport.ts';

const CHANNELS: readonly DeliveryChannel[] = ['mail', 'webhook', 'folder'];
const BATCH = 8;
/** Longer than any attempt, so that a message is never in two hands that are alive. */
const LEASE_MS = 2 * SEND_DEADLINE_MS;
/** Any constant will do: workers count and claim one after the other, so that the limit holds over all of them. */
const CLAIM_LOCK = 4_300_008;

/**
 * Sends what is due. A message is taken in hand in one transaction, sent, and its fate written in another: a worker
 * that dies in between leaves it `sending`, and after the lease it is sent again under the same id. So it arrives at
 * least once, and a receiver that looks at the id has it exactly once.
 */
@Injectable()
export class DeliverySender {
  readonly #log = new Logger('Delivery');

  constructor(
    private readonly uow: UnitOfWork,
    private readonly deliveries: DeliveryRepository,
    private readonly notifier: ChangeNotifier,
    private readonly config: FabConfig,
    private readonly mail: MailTransport,
    private readonly webhooks: WebhookTransport,
    private readonly folder: FolderTransport,
  ) {}

  /** One round; how many attempts were made. */
  async sendDue(leaseMs: number = LEASE_MS): Promise<number> {
    await this.deliveries.giveUp();
    const claimed: ClaimedDelivery[] = [];
    for (const channel of CHANNELS) claimed.push(...(await this.#claim(channel, leaseMs)));
    await Promise.all(claimed.map((delivery) => this.#one(delivery)));
    if (claimed.length > 0) {
      await this.notifier.changed(
        DELIVERIES_TOPIC,
        claimed.map(({ deliveryId }) => deliveryId),
      );
    }
    return claimed.length;
  }

  #claim(channel: DeliveryChannel, leaseMs: number): Promise<ClaimedDelivery[]> {
    return this.uow.run(async () => {
      await this.uow.query('SELECT pg_advisory_xact_lock($1)', [CLAIM_LOCK]);
      const limit = Math.min(BATCH, await this.#room(channel));
      return limit <= 0 ? [] : this.deliveries.claim(channel, limit, leaseMs);
    });
  }

  async #room(channel: DeliveryChannel): Promise<number> {
    if (channel !== 'mail') return BATCH;
    return this.config.delivery.mailsPerMinute - (await this.deliveries.attemptsInLastMinute(channel));
  }

  async #one(delivery: ClaimedDelivery): Promise<void> {
    const { mail, webhooks: webhook, folder } = this;
    await this.#settle(delivery, await { mail, webhook, folder }[delivery.channel].send(delivery));
  }

  async #settle(delivery: ClaimedDelivery, outcome: SendOutcome): Promise<void> {
    const { deliveryId, channel, attempts } = delivery;
    if (outcome.kind === 'sent') return this.deliveries.finish(delivery, 'sent', null);
    const { kind, error } = outcome;
    this.#log.warn({ deliveryId, channel, attempts, error }, 'a message could not be sent');
    if (kind === 'not-configured') return this.deliveries.finish(delivery, 'not-configured', error);
    const pause = pauseAfter(attempts) * (0.8 + 0.4 * Math.random());
    const tooLate = Date.now() + pause > delivery.giveUpAt.getTime();
    if (kind === 'never' || tooLate) return this.deliveries.finish(delivery, 'failed', error);
    return this.deliveries.postpone(delivery, pause, error);
  }
}
