import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/index.ts';
import { DeliveryLog } from './delivery-log.service.ts';
import { DeliveryOutbox } from './delivery.outbox.ts';
import { DeliveryRepository } from './delivery.repository.ts';
import { DeliveryResolver } from './delivery.resolver.ts';
import { DeliverySender } from './delivery.sender.ts';
import { DeliveryWorker } from './delivery.worker.ts';
import { MailTransport } from './mail.transport.ts';
import { WebhookTargetRepository } from './webhook-target.repository.ts';
import { WebhookTargetResolver } from './webhook-target.resolver.ts';
import { WebhookTargets } from './webhook-targets.service.ts';
import { WebhookTransport } from './webhook.transport.ts';
import { BlobModule, BlobUses } from '../blob/index.ts';
import { FolderTransport } from './folder.transport.ts';

/** Writing messages down. For every process. */
@Module({
  providers: [DeliveryOutbox, DeliveryRepository, WebhookTargetRepository],
  exports: [DeliveryOutbox, DeliveryRepository, WebhookTargetRepository],
})
export class DeliveryModule {}

/** Sending them. For the worker. */
@Module({
  imports: [BlobModule, DeliveryModule],
  providers: [DeliverySender, DeliveryWorker, FolderTransport, MailTransport, WebhookTransport],
  exports: [DeliverySender],
})
export class DeliveryWorkerModule {
  constructor(uses: BlobUses, deliveries: DeliveryRepository) {
    uses.register((blobs) => deliveries.waitingFor(blobs));
  }
}

/** The log of what was sent, test messages and webhook targets, by GraphQL. For the api. */
@Module({
  imports: [DeliveryModule, IdentityModule],
  providers: [DeliveryLog, DeliveryResolver, WebhookTargetResolver, WebhookTargets],
})
export class DeliveryApiModule {}
