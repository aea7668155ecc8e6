import { Module } from '@nestjs/common';
import { FabModule } from '@fabwright/fab';
import { DeliveryModule, IdentityModule, JobHandlers } from '@fabwright/platform';
import {
  ExcursionModule,
  PortfolioModule,
  ProcessChangeModule,
  QualityReadModule,
  RecipientsModule,
  ToolReadModule,
} from '@fabwright/quality';
import {
  ExcursionComparisons,
  ExcursionPlace,
  ExcursionReportGatherer,
} from './excursion-report/excursion-report.gatherer.ts';
import { ChangeReportGatherer } from './change-report/change-report.gatherer.ts';
import { CommentRepository } from './comment/comment.repository.ts';
import { CommentResolver } from './comment/comment.resolver.ts';
import { ReportComments } from './comment/comment.service.ts';
import { DefinitionResolver } from './definition/definition.resolver.ts';
import { DefinitionRepository } from './definition/definition.repository.ts';
import { DefinitionRules } from './definition/definition-rules.service.ts';
import { ReportDefinitions } from './definition/definition.service.ts';
import { ExcursionReviewGatherer } from './excursion-review/excursion-review.gatherer.ts';
import { IssueBlobs } from './issue/issue-blobs.ts';
import { IssueController } from './issue/issue.controller.ts';
import { IssueMaker } from './issue/issue.maker.ts';
import { IssuePlanner } from './issue/issue.planner.ts';
import { IssueRepository } from './issue/issue.repository.ts';
import { IssueResolver } from './issue/issue.resolver.ts';
import { IssueService } from './issue/issue.service.ts';
import { IssueWorker } from './issue/issue.worker.ts';
import { IssueWriter } from './issue/issue.writer.ts';
import { UnsubscribeLinks } from './issue/unsubscribe-links.service.ts';
import { UnsubscribeService } from './issue/unsubscribe.service.ts';
import { LotReportGatherer } from './lot-report/lot-report.gatherer.ts';
import { MonthReportGatherer } from './month-report/month-report.gatherer.ts';
import { LotNarrativeResolver, OverviewNarrativeResolver } from './narrative/narrative.resolver.ts';
import { NarrativeService } from './narrative/narrative.service.ts';
import { ReportRenderer } from './render/report-renderer.ts';
import { ReportController } from './report-job/report.controller.ts';
import { ReportBlobs } from './report-job/report-blobs.ts';
import { ReportGrounds } from './report-job/report-grounds.service.ts';
import { ReportScreenHandler } from './report-job/report-screen.handler.ts';
import { ReportJobHandler } from './report-job/report.handler.ts';
import { ReportResolver } from './report-job/report.resolver.ts';
import { ReportService } from './report-job/report.service.ts';
import { ScheduleChoicesService } from './schedule/schedule-choices.service.ts';
import { ScheduleRecipientsService } from './schedule/schedule-recipients.service.ts';
import { ScheduleRepository } from './schedule/schedule.repository.ts';
import { ScheduleResolver } from './schedule/schedule.resolver.ts';
import { ScheduleRules } from './schedule/schedule-rules.service.ts';
import { ReportSchedules } from './schedule/schedule.service.ts';
import { ToolReportGatherer } from './tool-report/tool-report.gatherer.ts';
import { WeekReportGatherer } from './week-report/week-report.gatherer.ts';

/** Schedules and their issues, as api and worker both know them. */
@Module({
  imports: [DeliveryModule, FabModule, IdentityModule, RecipientsModule],
  providers: [IssuePlanner, IssueRepository, ScheduleRecipientsService, ScheduleRepository],
  exports: [DeliveryModule, IssuePlanner, IssueRepository, ScheduleRecipientsService, ScheduleRepository],
})
class ScheduleModule {}

/** The api's part: narratives, and asking for reports. Needs platform's jobs (with `reportJobs`) and blobs. */
@Module({
  imports: [ExcursionModule, FabModule, IdentityModule, QualityReadModule, ScheduleModule],
  controllers: [IssueController, ReportController],
  providers: [
    CommentRepository,
    CommentResolver,
    DefinitionRepository,
    DefinitionResolver,
    DefinitionRules,
    IssueResolver,
    IssueService,
    LotNarrativeResolver,
    NarrativeService,
    OverviewNarrativeResolver,
    ReportComments,
    ReportDefinitions,
    ReportResolver,
    ReportSchedules,
    ReportService,
    ScheduleChoicesService,
    ScheduleResolver,
    ScheduleRules,
    UnsubscribeLinks,
    UnsubscribeService,
  ],
})
export class ReportsApiModule {}

/** The worker's part: makes reports, and sends those that are due. Needs platform's jobs (with `reportJobs`) and blobs. */
@Module({
  imports: [
    ExcursionModule,
    FabModule,
    PortfolioModule,
    ProcessChangeModule,
    QualityReadModule,
    ScheduleModule,
    ToolReadModule,
  ],
  providers: [
    ChangeReportGatherer,
    ExcursionComparisons,
    ExcursionPlace,
    ExcursionReportGatherer,
    ExcursionReviewGatherer,
    IssueBlobs,
    IssueMaker,
    IssueWorker,
    IssueWriter,
    LotReportGatherer,
    MonthReportGatherer,
    ReportBlobs,
    ReportGrounds,
    ReportJobHandler,
    ReportRenderer,
    ReportScreenHandler,
    ToolReportGatherer,
    UnsubscribeLinks,
    WeekReportGatherer,
  ],
  exports: [IssueMaker, ScheduleModule],
})
export class ReportsWorkerModule {
  constructor(handlers: JobHandlers, files: ReportJobHandler, screens: ReportScreenHandler) {
    handlers.register(files);
    handlers.register(screens);
  }
}
