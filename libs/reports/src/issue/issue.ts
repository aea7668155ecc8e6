import type { Locale } from '@fabwright/facts';
import type { DeliveryChannel } from '@fabwright/platform';
import type { ReportFile } from '../report-job/report-request.ts';

/** `sample`: for one person, who wants to see what it looks like. */
export type IssueCause = 'schedule' | 'now' | 'backfill' | 'sample';

/** `due`: nothing was asked for yet; `making`: its files are being made; `failed`: there was no file to send. */
export type IssueState = 'due' | 'making' | 'done' | 'failed';

/** One report of a period. */
export interface ReportIssue {
  readonly issueId: string;
  readonly scheduleId: string;
  /** Such as `2026-W47`. */
  readonly period: string;
  /** 1 goes out by itself, once a period; more are sent again by hand; 0 is a sample. */
  readonly number: number;
  readonly cause: IssueCause;
  /** When it was due. */
  readonly fireAt: Date;
  /** The worker came to it later than it should have. */
  readonly late: boolean;
  readonly state: IssueState;
  /** `nobody`, `deleted`, `defect`, or why its report job failed in words. */
  readonly problem: string | null;
  /** Account that gets a sample. */
  readonly sampleFor: string | null;
  readonly askedBy: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

export type NewIssue = Omit<ReportIssue, 'state' | 'problem' | 'createdAt' | 'finishedAt'>;

/** A file of an issue: asked for as a job, then there, or not. */
export interface IssueFile {
  readonly issueId: string;
  readonly language: Locale;
  readonly jobId: string;
  readonly file: ReportFile | null;
  readonly problem: string | null;
}

/** Who was to get an issue, and what became of it. */
export interface IssueRecipient {
  readonly recipientId: string;
  readonly issueId: string;
  readonly key: string;
  readonly channel: DeliveryChannel;
  readonly name: string;
  readonly language: Locale;
  /** Why nothing was sent; null = a message was written. */
  readonly problem: string | null;
  readonly deliveryId: string | null;
}
