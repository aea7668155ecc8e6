import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/index.ts';
import { ChangeNotifier } from '../graphql/change-feed.ts';
import type { NewDelivery } from './delivery.ts';
import { DeliveryRepository } from './delivery.repository.ts';

/** Topic of `ChangeNotifier` for open pages. */
export const DELIVERIES_TOPIC = 'deliveries';

/** Where messages to people and machines are put, in the transaction that has the reason for them. */
@Injectable()
export class DeliveryOutbox {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly deliveries: DeliveryRepository,
    private readonly notifier: ChangeNotifier,
  ) {}

  /**
   * Writes messages down; they go out when, and only when, the open unit of work commits (one of its own where there is
   * none). Returns the ids of those that are new; a key that was used before is left as it is.
   */
  put(messages: readonly NewDelivery[]): Promise<string[]> {
    return this.uow.run(async () => {
      const ids: string[] = [];
      for (const message of messages) {
        const id = await this.deliveries.insert(message);
        if (id !== null) ids.push(id);
      }
      if (ids.length > 0) await this.notifier.changed(DELIVERIES_TOPIC, ids);
      return ids;
    });
  }

  /** Calls off messages about something that have not gone out yet; `keyStart`: only those whose key begins so. */
  cancel(topic: string, aboutId: string, keyStart = ''): Promise<number> {
    return this.uow.run(async () => {
      const cancelled = await this.deliveries.cancel(topic, aboutId, keyStart);
      if (cancelled > 0) await this.notifier.changed(DELIVERIES_TOPIC, []);
      return cancelled;
    });
  }
}
