import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Audit, BlobStore, DomainError, FabConfig, inScope, UnitOfWork, type Actor } from '@fabwright/platform';
import type { ReportFile } from '../report-job/report-request.ts';
import type { ReportSchedule } from '../schedule/schedule.ts';
import { ReportSchedules } from '../schedule/schedule.service.ts';
import type { IssueFile, ReportIssue } from './issue.ts';
import { keptSince } from './kept-since.ts';
import { IssuePlanner } from './issue.planner.ts';
import { IssueRepository, type DeliveredRecipient } from './issue.repository.ts';

/** `expired`: it was there and is not kept any more. */
export type TrackedFile = IssueFile & { readonly expired: boolean };

/** An issue with its files, and with its recipients for who may change the schedule. */
export interface TrackedIssue {
  readonly issue: ReportIssue;
  readonly files: readonly TrackedFile[];
  /** Others see how many there are, not who. */
  readonly recipients: readonly DeliveredRecipient[];
  readonly named: number;
  readonly delivered: number;
}

const MOST_ISSUES = 100;

/** What schedules have sent, and sending more by hand. */
@Injectable()
export class IssueService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly schedules: ReportSchedules,
    private readonly planner: IssuePlanner,
    private readonly issues: IssueRepository,
    private readonly audit: Audit,
    private readonly blobs: BlobStore,
    private readonly config: FabConfig,
  ) {}

  /** Newest first. Throws NOT_FOUND for a schedule that the actor does not see. */
  async ofSchedule(scheduleId: string, first: number, actor: Actor): Promise<TrackedIssue[]> {
    const schedule = await this.schedules.seen(scheduleId, actor);
    const count = Math.max(1, Math.min(MOST_ISSUES, Math.trunc(first)));
    return this.#tracked(await this.issues.ofSchedule(scheduleId, count), new Map([[scheduleId, schedule]]), actor);
  }

  /** Throws NOT_FOUND. */
  async one(issueId: string, actor: Actor): Promise<TrackedIssue & { readonly schedule: ReportSchedule }> {
    const issue = await this.issues.find(issueId);
    if (!issue) throw noReport();
    const schedule = await this.schedules.seen(issue.scheduleId, actor);
    const [tracked] = await this.#tracked([issue], new Map([[schedule.scheduleId, schedule]]), actor);
    if (!tracked) throw noReport();
    return { ...tracked, schedule };
  }

  /** The newest issue of each schedule that the actor sees. */
  async last(actor: Actor): Promise<TrackedIssue[]> {
    const schedules = await this.schedules.list(actor);
    const byId = new Map(schedules.map((schedule) => [schedule.scheduleId, schedule]));
    return this.#tracked(await this.issues.lastOf([...byId.keys()]), byId, actor);
  }

  /** The file in a language, for everybody who may see its product. Throws NOT_FOUND. */
  async file(issueId: string, language: string, actor: Actor): Promise<ReportFile & { readonly content: Readable }> {
    const issue = await this.issues.find(issueId);
    const files = issue ? await this.issues.files([issue.issueId]) : [];
    const file = files.find((one) => one.language === language)?.file;
    if (!issue || !file || this.#isExpired(issue) || !inScope(actor.productScope, file.productId)) throw noReport();
    return { ...file, content: await this.blobs.read(file.blob) };
  }

  /** To everybody, once more. Throws NOT_FOUND, FORBIDDEN. */
  runNow(scheduleId: string, requestId: string, actor: Actor): Promise<TrackedIssue> {
    return this.#byHand(scheduleId, actor, 'run-now', (schedule) => this.planner.runNow(schedule, requestId, actor));
  }

  /** To the actor alone. Throws NOT_FOUND, FORBIDDEN. */
  sample(scheduleId: string, requestId: string, actor: Actor): Promise<TrackedIssue> {
    return this.#byHand(scheduleId, actor, 'sample', (schedule) => this.planner.sample(schedule, requestId, actor));
  }

  /** Sends periods that were missed; how many. Throws NOT_FOUND, FORBIDDEN, INVALID_INPUT. */
  backfill(scheduleId: string, periods: number, actor: Actor): Promise<number> {
    return this.uow.run(async () => {
      const schedule = await this.#own(scheduleId, actor);
      const added = await this.planner.backfill(schedule, periods, actor);
      await this.audit.record({ action: 'schedules.backfill', subject: scheduleId, detail: { periods, added } });
      return added;
    });
  }

  #byHand(
    scheduleId: string,
    actor: Actor,
    act: string,
    issueOf: (schedule: ReportSchedule) => Promise<ReportIssue>,
  ): Promise<TrackedIssue> {
    return this.uow.run(async () => {
      const issue = await issueOf(await this.#own(scheduleId, actor));
      const { issueId, period, number } = issue;
      await this.audit.record({
        action: `schedules.${act}`,
        subject: scheduleId,
        detail: { issueId, period, number },
      });
      return this.one(issueId, actor);
    });
  }

  async #own(scheduleId: string, actor: Actor): Promise<ReportSchedule> {
    const schedule = await this.schedules.seen(scheduleId, actor);
    if (this.schedules.mayChange(schedule, actor)) return schedule;
    throw new DomainError('FORBIDDEN', 'This schedule is somebody else’s.');
  }

  #isExpired({ finishedAt }: ReportIssue): boolean {
    return finishedAt !== null && finishedAt < keptSince(this.config);
  }

  async #tracked(
    issues: readonly ReportIssue[],
    schedules: ReadonlyMap<string, ReportSchedule>,
    actor: Actor,
  ): Promise<TrackedIssue[]> {
    const ids = issues.map(({ issueId }) => issueId);
    const files = Map.groupBy(await this.issues.files(ids), ({ issueId }) => issueId);
    const recipients = Map.groupBy(await this.issues.recipients(ids), ({ issueId }) => issueId);
    return issues.map((issue) => {
      const schedule = schedules.get(issue.scheduleId);
      const named = recipients.get(issue.issueId) ?? [];
      const open = schedule !== undefined && this.schedules.mayChange(schedule, actor);
      return {
        issue,
        files: (files.get(issue.issueId) ?? []).map((one) => ({
          ...one,
          expired: one.file !== null && this.#isExpired(issue),
        })),
        recipients: open ? named : [],
        named: named.length,
        delivered: named.filter(({ deliveryState }) => deliveryState === 'sent').length,
      };
    });
  }
}

function noReport(): DomainError {
  return new DomainError('NOT_FOUND', 'There is no such report, or it lies outside of what you may see.');
}
