import type { Fact, Locale } from '@fabwright/facts';
import { changeReportContent } from '../change-report/change-report-content.ts';
import type { ChangeReportFigures } from '../change-report/change-report-figures.ts';
import { Printing } from '../content/printing.ts';
import type { ReportContent } from '../document/report-content.ts';
import { excursionReportContent } from '../excursion-report/excursion-report-content.ts';
import type { ExcursionReportFigures } from '../excursion-report/excursion-report-figures.ts';
import { excursionReviewContent } from '../excursion-review/excursion-review-content.ts';
import type { ExcursionReviewFigures } from '../excursion-review/excursion-review-figures.ts';
import { lotReportContent } from '../lot-report/lot-report-content.ts';
import type { LotReportFigures } from '../lot-report/lot-report-figures.ts';
import { monthReportContent } from '../month-report/month-report-content.ts';
import type { MonthReportFigures } from '../month-report/month-report-figures.ts';
import type { Paper } from '../render/paper.ts';
import { toolReportContent } from '../tool-report/tool-report-content.ts';
import type { ToolReportFigures } from '../tool-report/tool-report-figures.ts';
import { weekReportContent } from '../week-report/week-report-content.ts';
import type { WeekReportFigures } from '../week-report/week-report-figures.ts';

export interface ReportForm {
  readonly language: Locale;
  readonly paper: Paper;
  /** Keys of the sections in their order, for kinds that can be put together; null = all. */
  readonly sections?: readonly string[] | null | undefined;
}

/** A finished text with its pictures, and what its closing check needs. */
export interface FinishedReport {
  readonly content: ReportContent;
  readonly printing: Printing;
  readonly facts: readonly Fact[];
}

/** Words and draws a lot report. Pure. */
export function lotReport(figures: LotReportFigures, { language, paper }: ReportForm): FinishedReport {
  const printing = new Printing(language, figures.calendar.zone);
  return { content: lotReportContent(figures, paper, printing), printing, facts: figures.sheet.facts };
}

/** Words and draws a week report. Pure. */
export function weekReport(figures: WeekReportFigures, { language, ...form }: ReportForm): FinishedReport {
  const printing = new Printing(language, figures.calendar.zone);
  return { content: weekReportContent(figures, form, printing), printing, facts: figures.sheet.facts };
}

/** Words and draws a monthly summary. Pure. */
export function monthReport(figures: MonthReportFigures, { language, ...form }: ReportForm): FinishedReport {
  const printing = new Printing(language, figures.calendar.zone);
  return { content: monthReportContent(figures, form, printing), printing, facts: figures.sheet.facts };
}

/** Words and draws a report on process changes. Pure. */
export function changeReport(figures: ChangeReportFigures, { language, ...form }: ReportForm): FinishedReport {
  const printing = new Printing(language, figures.calendar.zone);
  return { content: changeReportContent(figures, form, printing), printing, facts: figures.sheet.facts };
}

/** Words and draws a report on tool matching. Pure. */
export function toolReport(figures: ToolReportFigures, { language, ...form }: ReportForm): FinishedReport {
  const printing = new Printing(language, figures.calendar.zone);
  return { content: toolReportContent(figures, form, printing), printing, facts: figures.sheet.facts };
}

/** Words and draws the evidence of an excursion. Pure; each of its numbers is printed from data, none is a fact's. */
export function excursionReport(figures: ExcursionReportFigures, { language, paper }: ReportForm): FinishedReport {
  const printing = new Printing(language, figures.calendar.zone);
  return { content: excursionReportContent(figures, paper, printing), printing, facts: [] };
}

/** Words and draws the week's review of excursions. Pure; each of its numbers is printed from data, none is a fact's. */
export function excursionReview(figures: ExcursionReviewFigures, { language, ...form }: ReportForm): FinishedReport {
  const printing = new Printing(language, figures.calendar.zone);
  return { content: excursionReviewContent(figures, form, printing), printing, facts: [] };
}
