export { IngestModule } from './ingest.module.ts';
export { IngestApiModule } from './ingest-api.module.ts';
export { IngestWorkerModule } from './ingest-worker.module.ts';
export { DataHealthService } from './health/data-health.service.ts';
export { EventConsumer } from './pipeline/event-consumer.ts';
export { ImportService, type ImportSender, type StartedImport } from './imports/import.service.ts';
export { EventPipeline } from './pipeline/event-pipeline.ts';
export { OutboxRepository } from './outbox/outbox.repository.ts';
export { OutboxModule } from './outbox/outbox.module.ts';
