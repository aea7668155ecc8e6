export { type DeliveryChannel, type DeliveryState, type NewDelivery, pauseAfter } from './delivery.ts';
export { DeliveryApiModule, DeliveryModule, DeliveryWorkerModule } from './delivery.module.ts';
export { DeliveryOutbox } from './delivery.outbox.ts';
export { DeliverySender } from './delivery.sender.ts';
export { addressProblem } from './mail-settings.ts';
export { WebhookTargetRepository, type WebhookTargetRecord } from './webhook-target.repository.ts';
export { urlProblem } from './webhook-url.ts';
