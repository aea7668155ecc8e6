export { QualityModule } from './quality.module.ts';
export { SortRunRecorder } from './sort-run/sort-run.recorder.ts';
export { SortRunImporter } from './sort-run/sort-run.importer.ts';
export { SortRunImport, fileRunId, type ImportedRun, type OpenRun } from './sort-run/sort-run.import.ts';
export { partFromEvent } from './sort-run/wafer-test-event.ts';
export {
  type DieColumns,
  type PartOutcome,
  type RunRelation,
  type SortRunHead,
  type SortRunPart,
  type SortSegment,
  type SortTest,
  type TestKind,
  type TestValues,
  type WaferInsertion,
} from './sort-run/sort-run.ts';
export { QualityReadModule } from './quality-read.module.ts';
export { QualityApiModule } from './quality-api.module.ts';
export { OverviewService } from './overview/overview.service.ts';
export { Overview, TrendPoint, YieldTrend } from './overview/overview.types.ts';
export { type FigureSources, type LossFigure, type PeriodFigures } from './overview/overview-figures.ts';
export { LotFiguresService, type LotFigures } from './lot/lot-figures.service.ts';
export { LotService } from './lot/lot.service.ts';
export { LotLossesService } from './lot/lot-losses.service.ts';
export { Lot } from './lot/lot.types.ts';
export { LotsService } from './lots/lots.service.ts';
export { LotRow } from './lots/lots.types.ts';
export { MapsService, type StackQuery } from './maps/maps.service.ts';
export { ParametricService } from './parametric/parametric.service.ts';
export { WaferService } from './wafer/wafer.service.ts';
export { Exclusion, TestDefinition, TestRunRow, Wafer, WaferRow } from './wafer/wafer.types.ts';
export { BinLoss, Grouping, LotType, ThreeYields, YieldFilter, YieldKind } from './yield/yield.types.ts';
export { addSums, threeYieldsOf, type YieldSums } from './yield/yield-sums.ts';
export { calendarOf, chosenPeriod } from './yield/fab-calendar.ts';
export { LotYieldStore } from './yield/lot-yield.store.ts';
export { ExcursionApiModule } from './excursion/excursion-api.module.ts';
export { ExcursionModule } from './excursion/excursion.module.ts';
export { ExcursionChanges, type ExcursionChange, type ExcursionChangeListener } from './excursion/excursion-changes.ts';
export { OutgoingEvents } from './excursion/outgoing-events.ts';
export { ExcursionAct, ExcursionState, isLive } from './excursion/excursion-state.ts';
export {
  ExcursionKind,
  ExcursionSeverity,
  FactorKind,
  type ExcursionRecord,
  type NewEntry,
} from './excursion/excursion.ts';
export { ExcursionsService } from './excursion/excursions.service.ts';
export { DetectionService } from './detection/detection.service.ts';
export type { DetectionOutcome } from './detection/findings.writer.ts';
export { ExcursionWorkerModule } from './detection/detection.module.ts';
export { SiteYieldWorkerModule } from './site-yield/site-yield.module.ts';
export { TestSummaryWorkerModule } from './test-summary/test-summary.module.ts';
export { TestSummaryService } from './test-summary/test-summary.service.ts';
export { CommonalityModule } from './commonality/commonality.module.ts';
export {
  CommonalityService,
  type CommonalityAnswer,
  type CommonalityQuestion,
  type QuestionedWafer,
} from './commonality/commonality.service.ts';
export { ExcursionCommonality } from './excursion/evidence/excursion-commonality.service.ts';
export { ChangesAroundService } from './excursion/evidence/changes-around.service.ts';
export { ExcursionLotsService } from './excursion/evidence/excursion-lots.service.ts';
export { InLineService } from './excursion/evidence/in-line.service.ts';
export { MovedParametersService } from './excursion/evidence/moved-parameters.service.ts';
export { SimilarService } from './excursion/evidence/similar.service.ts';
export { StacksService, type StackGroup } from './excursion/evidence/stacks.service.ts';
export { TimelineService } from './excursion/evidence/timeline.service.ts';
export { factSource } from './yield/fact-source.ts';
export { ToolReadModule } from './tool/tool.module.ts';
export { ToolService } from './tool/tool.service.ts';
export { ToolReading, type ToolYield } from './tool/tool.types.ts';
export { ProcessChangeModule } from './process-change/process-change.module.ts';
export { ProcessChangeService, type ProcessChange } from './process-change/process-change.service.ts';
export { PortfolioModule } from './portfolio/portfolio.module.ts';
export { PortfolioService, type PortfolioQuestion } from './portfolio/portfolio.service.ts';
export {
  ExcursionReviewService,
  type ExcursionReview,
  type LabelledExcursion,
} from './portfolio/excursion-review.service.ts';
export type { KeyedPeriod } from './portfolio/keyed-period.ts';
export type {
  NamedExcursion,
  PeriodPoint,
  PortfolioFigures,
  ProductFigures,
  Shortfall,
} from './portfolio/portfolio-figures.ts';
export type { OpenAction, PeriodExcursion } from './portfolio/period-excursions.repository.ts';
export { NoticeApiModule, NoticeModule, NoticeWorkerModule, RecipientsModule } from './notice/notice.module.ts';
export type { NoticeRecipients } from './notice/notice-rule.ts';
export {
  RecipientsService,
  type Directory,
  type Recipient,
  type RecipientProblem,
} from './notice/recipients.service.ts';
