import type { Locale } from '@fabwright/facts';
import { defineJob, DomainError } from '@fabwright/platform';
import type { LotType } from '@fabwright/quality';
import { localeOf } from '../narrative/narrative.service.ts';
import { PAPERS, type Paper } from '../render/paper.ts';

/** What is asked for; ids exist and may be seen. */
export type ReportRequest =
  | ChangeReportRequest
  | ExcursionReportRequest
  | ExcursionReviewRequest
  | LotReportRequest
  | MonthReportRequest
  | ToolReportRequest
  | WeekReportRequest;

interface CommonRequest {
  /** `EVERY_PRODUCT`: all, for those who may see all. */
  readonly productId: string;
  /** Null = the first. */
  readonly insertion: string | null;
  /** Null = production lots. */
  readonly lotTypes?: readonly LotType[] | null;
  /** Keys of the sections in their order; null = all of its kind. */
  readonly sections?: readonly string[] | null;
  readonly language: Locale;
  readonly paper: Paper;
  /**
   * `product`: made for anybody who may see its product, with no more than that. Default: for who asks.
   * Reports that go to many are made so: what one gets depends on nobody else.
   */
  readonly scope?: 'product';
}

export interface ExcursionReportRequest extends CommonRequest {
  readonly kind: 'excursion';
  readonly excursionId: string;
}

export interface ExcursionReviewRequest extends CommonRequest {
  readonly kind: 'excursions';
  /** Such as 2026-W47. */
  readonly week: string;
}

export interface LotReportRequest extends CommonRequest {
  readonly kind: 'lot';
  readonly lotId: string;
}

export interface MonthReportRequest extends CommonRequest {
  readonly kind: 'month';
  /** Such as 2026-10. */
  readonly month: string;
}

export interface ChangeReportRequest extends CommonRequest {
  readonly kind: 'changes';
  /** Such as 2026-10. */
  readonly month: string;
}

export interface ToolReportRequest extends CommonRequest {
  readonly kind: 'tools';
  /** Such as 2026-10. */
  readonly month: string;
}

export interface WeekReportRequest extends CommonRequest {
  readonly kind: 'week';
  /** Such as 2026-W47. */
  readonly week: string;
}

/** What a report says in a few lines, for the mail that brings it. In the report's language, numbers formatted. */
export interface ReportSummary {
  readonly headline: string;
  /** e.g. "PMIC-K7 · CP1 · 2026 W47" */
  readonly subject: string;
  readonly figures: readonly { readonly label: string; readonly value: string; readonly note: string }[];
}

/** Small: the file itself lies in the blob store. */
export interface ReportFile {
  readonly blob: string;
  readonly name: string;
  readonly productId: string;
  readonly byteSize: number;
  /** Templates stood in for a language model that did not answer: the same request asks it again. */
  readonly modelWasAway: boolean;
  /** Files of older versions have none. */
  readonly summary?: ReportSummary;
}

export const REPORT_JOB = defineJob<ReportRequest>({
  kind: 'report',
  resultUrl: (jobId) => `/reports/v1/${jobId}/file`,
  maxSeconds: 300,
});

/** The content of a report as data, for a screen. */
export type ScreenFile = Pick<ReportFile, 'blob' | 'productId' | 'byteSize'>;

export const SCREEN_JOB = defineJob<ReportRequest>({
  kind: 'report-screen',
  resultUrl: (jobId) => `/reports/v1/${jobId}/screen`,
  maxSeconds: 120,
});

/** For api and worker: every kind of job that reports bring. */
export const reportJobs = [REPORT_JOB, SCREEN_JOB];

/** Throws INVALID_INPUT for a language or paper that we don't have. */
export function formOf(language: string, paper: string): { language: Locale; paper: Paper } {
  const known = PAPERS.find((candidate) => candidate === paper.toUpperCase());
  if (known) return { language: localeOf(language), paper: known };
  throw new DomainError('INVALID_INPUT', `Reports are set on ${PAPERS.join(' and ')}, not on "${paper}".`, {
    detail: { field: 'paper', reason: 'unknown-paper' },
  });
}
