import { Module } from '@nestjs/common';
import { FabModule } from '@fabwright/fab';
import { QualityModule } from '@fabwright/quality';
import { ConsumerStateRepository } from './health/consumer-state.repository.ts';
import { DataHealthService } from './health/data-health.service.ts';
import { HealthRepository } from './health/health.repository.ts';
import { IngestMetrics } from './health/ingest-metrics.ts';
import { SourceStatRepository } from './health/source-stat.repository.ts';
import { ImportQueue } from './imports/import-queue.ts';
import { ImportRepository } from './imports/import.repository.ts';
import { ImportService } from './imports/import.service.ts';
import { InboxRepository } from './inbox/inbox.repository.ts';
import { OutboxRepository } from './outbox/outbox.repository.ts';
import { ArrivalRecorder } from './pipeline/arrival-recorder.ts';
import { HandlerRegistry } from './pipeline/event-handler.ts';
import { EventPipeline } from './pipeline/event-pipeline.ts';
import { FabEventHandler } from './pipeline/fab-event.handler.ts';
import { QuarantineRepository } from './quarantine/quarantine.repository.ts';
import { QuarantineService } from './quarantine/quarantine.service.ts';

/** The one path by which events become facts, and what is known about it. Needs platform's global modules. */
@Module({
  imports: [FabModule, QualityModule],
  providers: [
    ArrivalRecorder,
    ConsumerStateRepository,
    DataHealthService,
    EventPipeline,
    FabEventHandler,
    HealthRepository,
    ImportQueue,
    ImportRepository,
    ImportService,
    InboxRepository,
    IngestMetrics,
    OutboxRepository,
    QuarantineRepository,
    QuarantineService,
    SourceStatRepository,
    {
      provide: HandlerRegistry,
      inject: [FabEventHandler],
      useFactory: (facts: FabEventHandler) => new HandlerRegistry([facts]),
    },
  ],
  exports: [
    ConsumerStateRepository,
    DataHealthService,
    EventPipeline,
    ImportQueue,
    ImportRepository,
    ImportService,
    IngestMetrics,
    OutboxRepository,
    QuarantineService,
    SourceStatRepository,
  ],
})
export class IngestModule {}
