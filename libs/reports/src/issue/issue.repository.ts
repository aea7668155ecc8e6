import { Injectable } from '@nestjs/common';
import type { Locale } from '@fabwright/facts';
import { UnitOfWork } from '@fabwright/platform';
import type { ReportFile } from '../report-job/report-request.ts';
import type { IssueFile, IssueRecipient, IssueState, NewIssue, ReportIssue } from './issue.ts';

const COLUMNS = `i.issue_id AS "issueId", i.schedule_id AS "scheduleId", i.period, i.number, i.cause,
  i.fire_at AS "fireAt", i.late, i.state, i.problem, i.sample_for AS "sampleFor", i.asked_by AS "askedBy",
  i.created_at AS "createdAt", i.finished_at AS "finishedAt"`;

const INSERT = `
  INSERT INTO report_issue (issue_id, schedule_id, period, number, cause, fire_at, late, state, sample_for, asked_by,
    created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, 'due', $8, $9, clock_timestamp()) ON CONFLICT DO NOTHING`;

/** A job that was cleared away counts as ended. */
const MADE = `NOT EXISTS (SELECT FROM report_issue_file f JOIN job j USING (job_id)
  WHERE f.issue_id = i.issue_id AND j.state IN ('queued', 'running'))`;

/** A job that ended, as its issue needs it. */
export interface EndedJob {
  readonly language: Locale;
  readonly file: ReportFile | null;
  readonly problem: string | null;
}

/** A recipient with what became of their message. */
export interface DeliveredRecipient extends IssueRecipient {
  readonly deliveryState: string | null;
  readonly attempts: number | null;
  readonly deliveredAt: Date | null;
  readonly lastError: string | null;
}

/** Where an unsubscribing link leads. */
export interface LinkedRecipient {
  readonly scheduleId: string;
  readonly scheduleName: string;
  readonly key: string;
  readonly language: Locale;
  readonly unsubscribed: boolean;
}

@Injectable()
export class IssueRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** False when this period has been issued already, or this very request was carried out before. */
  async insert(issue: NewIssue): Promise<boolean> {
    const { issueId, scheduleId, period, number, cause, fireAt, late, sampleFor, askedBy } = issue;
    const values = [issueId, scheduleId, period, number, cause, fireAt, late, sampleFor, askedBy];
    return (await this.uow.execute(INSERT, values)) === 1;
  }

  /** Of the schedule's issues of a period, the highest number; 0 when there is none. */
  async lastNumber(scheduleId: string, period: string): Promise<number> {
    const [row] = await this.uow.query<{ n: number }>(
      'SELECT coalesce(max(number), 0)::integer AS n FROM report_issue WHERE schedule_id = $1 AND period = $2',
      [scheduleId, period],
    );
    return row?.n ?? 0;
  }

  async find(issueId: string): Promise<ReportIssue | null> {
    const rows = await this.uow.query<ReportIssue>(
      `SELECT ${COLUMNS} FROM report_issue i WHERE i.issue_id::text = $1`,
      [issueId],
    );
    return rows[0] ?? null;
  }

  /** Newest first. */
  ofSchedule(scheduleId: string, first: number): Promise<ReportIssue[]> {
    return this.uow.query<ReportIssue>(
      `SELECT ${COLUMNS} FROM report_issue i WHERE i.schedule_id = $1
       ORDER BY i.created_at DESC, i.issue_id DESC LIMIT $2`,
      [scheduleId, first],
    );
  }

  /** The newest issue of each schedule, samples left out. */
  lastOf(scheduleIds: readonly string[]): Promise<ReportIssue[]> {
    return this.uow.query<ReportIssue>(
      `SELECT DISTINCT ON (i.schedule_id) ${COLUMNS} FROM report_issue i
       WHERE i.schedule_id = ANY($1) AND i.number > 0
       ORDER BY i.schedule_id, i.created_at DESC, i.issue_id DESC`,
      [scheduleIds],
    );
  }

  /** One whose files nobody has asked for, locked until the unit of work ends; null when there is none. */
  lockDue(): Promise<ReportIssue | null> {
    return this.#lock(`i.state = 'due'`);
  }

  /** One whose files are there, or will not be, locked until the unit of work ends. */
  lockMade(): Promise<ReportIssue | null> {
    return this.#lock(`i.state = 'making' AND ${MADE}`);
  }

  async setState(issueId: string, state: IssueState, problem: string | null): Promise<void> {
    await this.uow.query(
      `UPDATE report_issue SET state = $2, problem = $3,
         finished_at = CASE WHEN $2 IN ('done', 'failed') THEN clock_timestamp() END
       WHERE issue_id = $1`,
      [issueId, state, problem],
    );
  }

  async addFile(issueId: string, language: Locale, jobId: string): Promise<void> {
    await this.uow.query(
      'INSERT INTO report_issue_file (issue_id, language, job_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [issueId, language, jobId],
    );
  }

  async endedJobs(issueId: string): Promise<EndedJob[]> {
    const rows = await this.uow.query<{
      language: Locale;
      state: string | null;
      result: object | null;
      error: object | null;
    }>(
      `SELECT f.language, j.state, j.result, j.error FROM report_issue_file f LEFT JOIN job j USING (job_id)
       WHERE f.issue_id = $1 ORDER BY f.language`,
      [issueId],
    );
    return rows.map(({ language, state, result, error }) =>
      state === 'done' && result !== null
        ? { language, file: result as ReportFile, problem: null }
        : {
            language,
            file: null,
            problem: (error as { message?: string } | null)?.message ?? `The job was ${state ?? 'cleared away'}.`,
          },
    );
  }

  async setFile(issueId: string, { language, file, problem }: EndedJob): Promise<void> {
    await this.uow.query('UPDATE report_issue_file SET file = $3, problem = $4 WHERE issue_id = $1 AND language = $2', [
      issueId,
      language,
      file && JSON.stringify(file),
      problem,
    ]);
  }

  files(issueIds: readonly string[]): Promise<IssueFile[]> {
    return this.uow.query<IssueFile>(
      `SELECT issue_id AS "issueId", language, job_id AS "jobId", file, problem FROM report_issue_file
       WHERE issue_id = ANY($1) ORDER BY issue_id, language`,
      [issueIds],
    );
  }

  async addRecipient(recipient: IssueRecipient): Promise<void> {
    const { recipientId, issueId, key, channel, name, language, problem, deliveryId } = recipient;
    await this.uow.query(
      `INSERT INTO report_issue_recipient (recipient_id, issue_id, recipient_key, channel, name, language, problem,
         delivery_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
      [recipientId, issueId, key, channel, name, language, problem, deliveryId],
    );
  }

  /** With the state of their messages, by name. */
  recipients(issueIds: readonly string[]): Promise<DeliveredRecipient[]> {
    return this.uow.query<DeliveredRecipient>(
      `SELECT r.recipient_id AS "recipientId", r.issue_id AS "issueId", r.recipient_key AS key, r.channel, r.name,
         r.language, r.problem, r.delivery_id AS "deliveryId", d.state AS "deliveryState", d.attempts,
         d.finished_at AS "deliveredAt", d.last_error AS "lastError"
       FROM report_issue_recipient r LEFT JOIN delivery d USING (delivery_id)
       WHERE r.issue_id = ANY($1) ORDER BY r.name, r.recipient_id`,
      [issueIds],
    );
  }

  async linked(recipientId: string): Promise<LinkedRecipient | null> {
    const rows = await this.uow.query<LinkedRecipient>(
      `SELECT s.schedule_id AS "scheduleId", s.name AS "scheduleName", r.recipient_key AS key, r.language,
         EXISTS (SELECT FROM report_unsubscription u
           WHERE u.schedule_id = s.schedule_id AND u.recipient_key = r.recipient_key) AS unsubscribed
       FROM report_issue_recipient r JOIN report_issue i USING (issue_id) JOIN report_schedule s USING (schedule_id)
       WHERE r.recipient_id = $1`,
      [recipientId],
    );
    return rows[0] ?? null;
  }

  /** Of these blobs, those of issues that are not finished, or were since then. */
  async keeping(blobs: readonly string[], since: Date): Promise<string[]> {
    const rows = await this.uow.query<{ blob: string }>(
      `SELECT DISTINCT f.file->>'blob' AS blob FROM report_issue_file f JOIN report_issue i USING (issue_id)
       WHERE f.file->>'blob' = ANY($1) AND (i.finished_at IS NULL OR i.finished_at >= $2)`,
      [blobs, since],
    );
    return rows.map(({ blob }) => blob);
  }

  async #lock(condition: string): Promise<ReportIssue | null> {
    const rows = await this.uow.query<ReportIssue>(
      `SELECT ${COLUMNS} FROM report_issue i WHERE ${condition} ORDER BY i.created_at, i.issue_id LIMIT 1
       FOR UPDATE OF i SKIP LOCKED`,
    );
    return rows[0] ?? null;
  }
}
