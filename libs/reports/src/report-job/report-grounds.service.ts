import { Injectable } from '@nestjs/common';
import type { FactSheet, Narrative } from '@fabwright/language';
import type { ProductScope } from '@fabwright/platform';
import { EVERY_PRODUCT } from '../definition/definition.ts';
import { ChangeReportGatherer } from '../change-report/change-report.gatherer.ts';
import { ExcursionReportGatherer } from '../excursion-report/excursion-report.gatherer.ts';
import { ExcursionReviewGatherer } from '../excursion-review/excursion-review.gatherer.ts';
import { LotReportGatherer } from '../lot-report/lot-report.gatherer.ts';
import { MonthReportGatherer } from '../month-report/month-report.gatherer.ts';
import { ToolReportGatherer } from '../tool-report/tool-report.gatherer.ts';
import { WeekReportGatherer } from '../week-report/week-report.gatherer.ts';
import {
  changeReport,
  excursionReport,
  excursionReview,
  lotReport,
  monthReport,
  toolReport,
  weekReport,
  type FinishedReport,
} from './finished-report.ts';
import type { ReportRequest } from './report-request.ts';

/** Words a fact sheet. */
export type Tell = (sheet: FactSheet) => Promise<Narrative>;

/** What the data say, and how a report is made of it once it has been told. */
export interface Ground {
  readonly figures: object;
  readonly report: (tell: Tell) => Promise<FinishedReport>;
}

/** Gathers the figures of every kind of report. */
@Injectable()
export class ReportGrounds {
  constructor(
    private readonly changes: ChangeReportGatherer,
    private readonly excursions: ExcursionReportGatherer,
    private readonly reviews: ExcursionReviewGatherer,
    private readonly lots: LotReportGatherer,
    private readonly months: MonthReportGatherer,
    private readonly tools: ToolReportGatherer,
    private readonly weeks: WeekReportGatherer,
  ) {}

  /** Throws NOT_FOUND, FORBIDDEN, and INVALID_INPUT for a period without a tested lot. */
  async of(request: ReportRequest, scope: ProductScope): Promise<Ground> {
    switch (request.kind) {
      case 'changes': {
        const asked = { productId: oneProduct(request), month: request.month };
        const figures = await this.changes.gather(asked, scope);
        return told(figures, (narrative) => changeReport({ ...figures, narrative }, request));
      }
      case 'excursion': {
        const figures = await this.excursions.gather(request.excursionId, scope);
        return { figures, report: () => Promise.resolve(excursionReport(figures, request)) };
      }
      case 'excursions': {
        const figures = await this.reviews.gather({ productId: oneProduct(request), week: request.week }, scope);
        return { figures, report: () => Promise.resolve(excursionReview(figures, request)) };
      }
      case 'lot': {
        const figures = await this.lots.gather(request.lotId, request.insertion, scope);
        return told(figures, (narrative) => lotReport({ ...figures, narrative }, request));
      }
      case 'month': {
        const { insertion, lotTypes = null, month } = request;
        const productId = oneProduct(request);
        const figures = await this.months.gather({ productId, insertion, lotTypes, month }, scope);
        return told(figures, (narrative) => monthReport({ ...figures, narrative }, request));
      }
      case 'tools': {
        const productId = oneProduct(request);
        const figures = await this.tools.gather({ productId, month: request.month }, scope);
        return told(figures, (narrative) => toolReport({ ...figures, narrative }, request));
      }
      case 'week': {
        const figures = await this.weeks.gather(request, scope);
        return told(figures, (narrative) => weekReport({ ...figures, narrative }, request));
      }
    }
  }
}

/** Null = every product. */
function oneProduct({ productId }: ReportRequest): string | null {
  return productId === EVERY_PRODUCT ? null : productId;
}

function told(figures: { readonly sheet: FactSheet }, finish: (narrative: Narrative) => FinishedReport): Ground {
  return { figures, report: async (tell) => finish(await tell(figures.sheet)) };
}
