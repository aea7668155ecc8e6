import { Module } from '@nestjs/common';
import { ExcursionModule } from '../excursion/excursion.module.ts';
import { QualityReadModule } from '../quality-read.module.ts';
import { DetectionMetrics } from './detection-metrics.ts';
import { DetectionProgress } from './detection-progress.ts';
import { DetectionService, DetectionStores } from './detection.service.ts';
import { DetectionWorker } from './detection.worker.ts';
import { PlaceStore } from './place.store.ts';
import { SeriesRepository } from './series.repository.ts';
import { SignatureStore } from './signature.store.ts';
import { SuspectsService } from './suspects.service.ts';

/** The detectors, in the worker. */
@Module({
  imports: [ExcursionModule, QualityReadModule],
  providers: [
    DetectionMetrics,
    DetectionProgress,
    DetectionService,
    DetectionStores,
    DetectionWorker,
    PlaceStore,
    SeriesRepository,
    SignatureStore,
    SuspectsService,
  ],
  exports: [DetectionService],
})
export class ExcursionWorkerModule {}
