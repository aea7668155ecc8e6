export {
  type DeliveryChannel,
  type DeliveryFile,
  type DeliveryState,
  type NewDelivery,
  pauseAfter,
} from './delivery.ts';
export { DeliveryApiModule, DeliveryModule, DeliveryWorkerModule } from './delivery.module.ts';
export { DELIVERIES_TOPIC, DeliveryOutbox } from './delivery.outbox.ts';
export { DeliverySender } from './delivery.sender.ts';
export { addressProblem, missingForMail } from './mail-settings.ts';
export { WebhookTargetRepository, type WebhookTargetRecord } from './webhook-target.repository.ts';
export { urlProblem } from './webhook-url.ts';
