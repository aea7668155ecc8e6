import { Module } from '@nestjs/common';
import { HealthResolver } from './health/health.resolver.ts';
import { OverviewIngestResolver } from './health/overview-ingest.resolver.ts';
import { ImportController } from './imports/import.controller.ts';
import { ImportResolver } from './imports/import.resolver.ts';
import { IngestModule } from './ingest.module.ts';
import { IntakeController } from './intake/intake.controller.ts';
import { IntakeService } from './intake/intake.service.ts';
import { OutboxController } from './outbox/outbox.controller.ts';
import { QuarantineResolver } from './quarantine/quarantine.resolver.ts';

/** The ways in from outside: events, files, data health and quarantine. */
@Module({
  imports: [IngestModule],
  controllers: [ImportController, IntakeController, OutboxController],
  providers: [HealthResolver, ImportResolver, IntakeService, OverviewIngestResolver, QuarantineResolver],
})
export class IngestApiModule {}
