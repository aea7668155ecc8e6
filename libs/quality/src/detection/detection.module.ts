import { Module } from '@nestjs/common';
import { ExcursionModule } from '../excursion/excursion.module.ts';
import { QualityReadModule } from '../quality-read.module.ts';
import { DetectionMetrics } from './detection-metrics.ts';
import { DetectionProgress } from './detection-progress.ts';
import { DetectionService } from './detection.service.ts';
import { DetectionWorker } from './detection.worker.ts';
import { FindingsService } from './findings.service.ts';
import { FindingsWriter } from './findings.writer.ts';
import { InspectionRepository } from './inspection.repository.ts';
import { PatternsService } from './patterns.service.ts';
import { PlaceStore } from './place.store.ts';
import { SensorCharts } from './sensor-charts.service.ts';
import { SensorRunRepository } from './sensor-run.repository.ts';
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
    DetectionWorker,
    FindingsService,
    FindingsWriter,
    InspectionRepository,
    PatternsService,
    PlaceStore,
    SensorCharts,
    SensorRunRepository,
    SeriesRepository,
    SignatureStore,
    SuspectsService,
  ],
  exports: [DetectionService],
})
export class ExcursionWorkerModule {}
