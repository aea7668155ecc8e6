import { Module } from '@nestjs/common';
import { FabModule } from '@fabwright/fab';
import { QualityModule } from '@fabwright/quality';
import { DropFolderWatcher } from './drop-folder/drop-folder.watcher.ts';
import { DefectFileImporter } from './imports/defect-file.importer.ts';
import { FileImporter } from './imports/file.importer.ts';
import { ImportedBlobs } from './imports/imported-blobs.ts';
import { ImportRunner } from './imports/import.runner.ts';
import { ImportWorker } from './imports/import.worker.ts';
import { SortFileImporter } from './imports/sort-file.importer.ts';
import { ImportSummaryRepository } from './imports/import-summary.repository.ts';
import { IngestModule } from './ingest.module.ts';
import { OutboxPublisher } from './outbox/outbox.publisher.ts';
import { EventConsumer } from './pipeline/event-consumer.ts';
import { IngestHousekeeping } from './pipeline/ingest-housekeeping.ts';

/** What runs by itself in the worker: consumers, the outbox, imports and the drop folder. */
@Module({
  imports: [FabModule, IngestModule, QualityModule],
  providers: [
    DefectFileImporter,
    DropFolderWatcher,
    EventConsumer,
    FileImporter,
    ImportedBlobs,
    ImportRunner,
    ImportSummaryRepository,
    ImportWorker,
    IngestHousekeeping,
    OutboxPublisher,
    SortFileImporter,
  ],
  exports: [EventConsumer],
})
export class IngestWorkerModule {}
