import { Module } from '@nestjs/common';
import { IngestModule } from './ingest.module.ts';
import { OutboxPublisher } from './outbox/outbox.publisher.ts';
import { EventConsumer } from './pipeline/event-consumer.ts';
import { IngestHousekeeping } from './pipeline/ingest-housekeeping.ts';

/** What runs by itself in the worker: consumers, the outbox, imports and the drop folder. */
@Module({
  imports: [IngestModule],
  providers: [EventConsumer, IngestHousekeeping, OutboxPublisher],
  exports: [EventConsumer],
})
export class IngestWorkerModule {}
