import type { ReportOrderInput } from '@fabwright/data-access';

/** What a report is about. */
export type ReportTarget =
  | { readonly kind: 'lot'; readonly lotId: string; readonly insertion: string | null }
  | {
      readonly kind: 'week';
      readonly productId: string;
      readonly insertion: string | null;
      /** `2026-W47` */
      readonly week: string;
    }
  | { readonly kind: 'excursion'; readonly excursionId: string }
  | {
      readonly kind: 'defined';
      /** Language and paper are those that are chosen last. */
      readonly order: ReportOrderInput;
      readonly name: string;
    };

export const REPORT_LANGUAGES = ['en', 'zh-CN'] as const;
export type ReportLanguage = (typeof REPORT_LANGUAGES)[number];
export const PAPERS = ['A4', 'LETTER'] as const;
export type Paper = (typeof PAPERS)[number];

export interface ReportRequest {
  readonly target: ReportTarget;
  readonly language: ReportLanguage;
  readonly paper: Paper;
}

/** Steps of a report that have words here. */
export const REPORT_STEPS = [
  'gathering',
  'narrating',
  'narrating-headline',
  'narrating-changed',
  'narrating-where',
  'narrating-with',
  'narrating-open',
  'drawing',
  'laying-out',
  'storing',
] as const;
export type ReportStep = (typeof REPORT_STEPS)[number];

/** The job behind a report, as the person sees it. `progress` is a fraction of 1. */
export type ReportRun =
  | {
      readonly kind: 'running';
      readonly jobId: string | null;
      readonly progress: number;
      /** Null before the first, and for one that this version has no words for. */
      readonly step: ReportStep | null;
    }
  | { readonly kind: 'done'; readonly resultUrl: string }
  | { readonly kind: 'failed'; readonly message: string; readonly remedy: string | null }
  | { readonly kind: 'cancelled' };

interface JobState {
  readonly jobId: string;
  readonly state: string;
  readonly progress: number;
  readonly step?: string | null;
  readonly resultUrl: string | null;
  readonly error: { readonly message: string; readonly remedy: string } | null;
}

/** A job as the server tells it. States that this version does not know count as running: the next answer says more. */
export function toReportRun({ jobId, state, progress, step, resultUrl, error }: JobState): ReportRun {
  if (state === 'done' && resultUrl) return { kind: 'done', resultUrl };
  if (state === 'cancelled') return { kind: 'cancelled' };
  if (state === 'failed' || state === 'done') {
    return { kind: 'failed', message: error?.message ?? '', remedy: error?.remedy ?? null };
  }
  return { kind: 'running', jobId, progress: Math.max(0, Math.min(1, progress)), step: knownStep(step) };
}

function knownStep(step: string | null | undefined): ReportStep | null {
  return REPORT_STEPS.find((known) => known === step) ?? null;
}
