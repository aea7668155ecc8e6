import { Module } from '@nestjs/common';
import { FabModule } from '@fabwright/fab';
import { JobHandlers } from '@fabwright/platform';
import { ExcursionModule, QualityReadModule } from '@fabwright/quality';
import {
  ExcursionComparisons,
  ExcursionPlace,
  ExcursionReportGatherer,
} from './excursion-report/excursion-report.gatherer.ts';
import { LotReportGatherer } from './lot-report/lot-report.gatherer.ts';
import { LotNarrativeResolver, OverviewNarrativeResolver } from './narrative/narrative.resolver.ts';
import { NarrativeService } from './narrative/narrative.service.ts';
import { ReportRenderer } from './render/report-renderer.ts';
import { ReportController } from './report-job/report.controller.ts';
import { ReportBlobs } from './report-job/report-blobs.ts';
import { ReportJobHandler } from './report-job/report.handler.ts';
import { ReportResolver } from './report-job/report.resolver.ts';
import { ReportService } from './report-job/report.service.ts';
import { WeekReportGatherer } from './week-report/week-report.gatherer.ts';

/** The api's part: narratives, and asking for reports. Needs platform's jobs (with `reportJobs`) and blobs. */
@Module({
  imports: [ExcursionModule, FabModule, QualityReadModule],
  controllers: [ReportController],
  providers: [LotNarrativeResolver, NarrativeService, OverviewNarrativeResolver, ReportResolver, ReportService],
})
export class ReportsApiModule {}

/** The worker's part: makes reports. Needs platform's jobs (with `reportJobs`) and blobs. */
@Module({
  imports: [ExcursionModule, FabModule, QualityReadModule],
  providers: [
    ExcursionComparisons,
    ExcursionPlace,
    ExcursionReportGatherer,
    LotReportGatherer,
    ReportBlobs,
    ReportJobHandler,
    ReportRenderer,
    WeekReportGatherer,
  ],
})
export class ReportsWorkerModule {
  constructor(handlers: JobHandlers, handler: ReportJobHandler) {
    handlers.register(handler);
  }
}
