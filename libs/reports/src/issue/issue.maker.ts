import { Injectable, Logger } from '@nestjs/common';
import { ChangeNotifier, isRetryable, Jobs, UnitOfWork } from '@fabwright/platform';
import type { Directory } from '@fabwright/quality';
import { REPORT_JOB } from '../report-job/report-request.ts';
import { reportKind } from '../schedule/report-kind.ts';
import type { ReportSchedule } from '../schedule/schedule.ts';
import { ScheduleRecipientsService, type ReportRecipient } from '../schedule/schedule-recipients.service.ts';
import { SCHEDULES_TOPIC } from '../schedule/schedules-topic.ts';
import { ScheduleRepository } from '../schedule/schedule.repository.ts';
import type { IssueCause, ReportIssue } from './issue.ts';
import { IssueRepository } from './issue.repository.ts';
import { IssueWriter } from './issue.writer.ts';
import { languagesOf } from './languages-of.ts';

/** Codes that screens have words for; anything else is what the report job said. */
const NOBODY = 'nobody';
const DEFECT = 'defect';
const DELETED = 'deleted';

/** Somebody asked for these just now, and looks for them in their mail. */
const WAITED_FOR: ReadonlySet<IssueCause> = new Set(['now', 'sample']);

/**
 * Takes an issue from being due to being sent, in two transactions: one asks for its files (a job a language, shared
 * by everybody who reads it), the other writes the messages once the jobs have ended. A worker that dies leaves a row
 * that the next one goes on with.
 */
@Injectable()
export class IssueMaker {
  readonly #log = new Logger('ReportSchedules');

  constructor(
    private readonly uow: UnitOfWork,
    private readonly schedules: ScheduleRepository,
    private readonly issues: IssueRepository,
    private readonly recipients: ScheduleRecipientsService,
    private readonly jobs: Jobs,
    private readonly writer: IssueWriter,
    private readonly notifier: ChangeNotifier,
  ) {}

  /** Everything that can go a step on; how many steps were made. */
  async advance(): Promise<number> {
    let steps = 0;
    for (const step of [
      () =>
        this.#step(
          () => this.issues.lockDue(),
          (issue, schedule) => this.#begin(issue, schedule),
        ),
      () =>
        this.#step(
          () => this.issues.lockMade(),
          (issue, schedule) => this.#finish(issue, schedule),
        ),
    ]) {
      while (await step()) steps += 1;
    }
    return steps;
  }

  /** One issue that can't be taken on must not hold up the others: it ends, and says so. */
  async #step(
    lock: () => Promise<ReportIssue | null>,
    work: (issue: ReportIssue, schedule: ReportSchedule) => Promise<void>,
  ): Promise<boolean> {
    let issue: ReportIssue | null = null;
    try {
      return await this.uow.run(async () => {
        issue = await lock();
        const schedule = issue && (await this.schedules.find(issue.scheduleId));
        if (!issue || !schedule) return false;
        await work(issue, schedule);
        await this.notifier.changed(SCHEDULES_TOPIC, [issue.scheduleId]);
        return true;
      });
    } catch (error) {
      const held = issue as ReportIssue | null;
      if (held === null || isRetryable(error)) throw error;
      this.#log.error({ err: error, issueId: held.issueId }, 'a report could not be taken on');
      await this.issues.setState(held.issueId, 'failed', DEFECT);
      return true;
    }
  }

  async #begin(issue: ReportIssue, schedule: ReportSchedule): Promise<void> {
    if (schedule.deletedAt !== null) return this.issues.setState(issue.issueId, 'failed', DELETED);
    const { recipients } = await this.#recipientsOf(issue, schedule);
    const languages = new Set(
      recipients.filter(({ problem }) => problem === null).flatMap((one) => languagesOf(schedule, one)),
    );
    if (languages.size === 0) {
      await this.writer.write({ schedule, issue, recipients, files: new Map() });
      return this.issues.setState(issue.issueId, 'failed', NOBODY);
    }
    for (const language of languages) {
      const request = reportKind(schedule.kind).request(schedule, issue.period, { language, paper: schedule.paper });
      const jobId = await this.jobs.send(
        REPORT_JOB,
        request,
        undefined,
        WAITED_FOR.has(issue.cause) ? 'in-turn' : 'behind',
      );
      await this.issues.addFile(issue.issueId, language, jobId);
    }
    await this.issues.setState(issue.issueId, 'making', null);
  }

  async #finish(issue: ReportIssue, schedule: ReportSchedule): Promise<void> {
    const ended = await this.issues.endedJobs(issue.issueId);
    for (const one of ended) await this.issues.setFile(issue.issueId, one);
    const files = new Map(ended.flatMap(({ language, file }) => (file ? [[language, file] as const] : [])));
    const { recipients, directory } = await this.#recipientsOf(issue, schedule);
    await this.writer.write({ schedule, issue, recipients, files });
    const failed = ended.find(({ file }) => file === null);
    const problem = failed?.problem ?? null;
    if (problem !== null) {
      const partly = files.size > 0;
      await this.writer.tellOwner({ schedule, issue, directory, failure: { problem, partly } });
    }
    await this.issues.setState(issue.issueId, files.size === 0 ? 'failed' : 'done', problem);
  }

  async #recipientsOf(
    issue: ReportIssue,
    schedule: ReportSchedule,
  ): Promise<{ readonly recipients: readonly ReportRecipient[]; readonly directory: Directory }> {
    const directory = await this.recipients.directory();
    if (issue.sampleFor !== null) {
      const self = this.recipients.self(issue.sampleFor, schedule, directory);
      return { recipients: self ? [self] : [], directory };
    }
    const unsubscribed = await this.schedules.unsubscribed(schedule.scheduleId);
    return { recipients: this.recipients.resolve(schedule, directory, unsubscribed), directory };
  }
}
