import { Injectable, Logger } from '@nestjs/common';
import {
  ChangeNotifier,
  DomainError,
  FabClock,
  FabConfig,
  isRetryable,
  UnitOfWork,
  type Actor,
} from '@fabwright/platform';
import { calendarOf } from '@fabwright/quality';
import { v7 as uuidv7 } from 'uuid';
import { reportKind } from '../schedule/report-kind.ts';
import type { ReportSchedule } from '../schedule/schedule.ts';
import { SCHEDULES_TOPIC } from '../schedule/schedules-topic.ts';
import { ScheduleRepository } from '../schedule/schedule.repository.ts';
import { lastFire, nextFires } from '../schedule/timing.ts';
import type { NewIssue, ReportIssue } from './issue.ts';
import { IssueRepository } from './issue.repository.ts';

/** A report that comes so much after its time says so. */
const LATE_MS = 3_600_000;
const MOST_PERIODS = 26;

/**
 * Decides which reports there are to make. A schedule issues a period once by itself: the row is unique, so two
 * workers, a clock that was set back, or a worker that died in between make no second one.
 */
@Injectable()
export class IssuePlanner {
  readonly #log = new Logger('ReportSchedules');

  constructor(
    private readonly uow: UnitOfWork,
    private readonly schedules: ScheduleRepository,
    private readonly issues: IssueRepository,
    private readonly notifier: ChangeNotifier,
    private readonly clock: FabClock,
    private readonly config: FabConfig,
  ) {}

  /** Everything that is due by the fab's clock, each in a transaction of its own; how many schedules were due. */
  async fireDue(): Promise<number> {
    let fired = 0;
    while (await this.#fireOne()) fired += 1;
    return fired;
  }

  /** Once more to everybody, for the last full period; the same request again changes nothing. */
  async runNow(schedule: ReportSchedule, requestId: string, actor: Actor): Promise<ReportIssue> {
    const at = await this.clock.now();
    const period = this.#periodAt(schedule, at);
    for (;;) {
      const number = (await this.issues.lastNumber(schedule.scheduleId, period)) + 1;
      const more = { issueId: requestId, number, cause: 'now', late: false, sampleFor: null } as const;
      const { scheduleId } = schedule;
      if (await this.#insert({ ...more, scheduleId, period, fireAt: at, askedBy: actor.name })) break;
      // Either this request has been carried out, or another one took the number.
      if ((await this.issues.find(requestId)) !== null) break;
    }
    return this.#existing(requestId, schedule);
  }

  /** One to the person who asks; the same request again changes nothing. */
  async sample(schedule: ReportSchedule, requestId: string, actor: Actor): Promise<ReportIssue> {
    const at = await this.clock.now();
    await this.#insert({
      ...{ issueId: requestId, scheduleId: schedule.scheduleId, period: this.#periodAt(schedule, at), number: 0 },
      ...{ cause: 'sample', fireAt: at, late: false, sampleFor: actor.id, askedBy: actor.name },
    });
    return this.#existing(requestId, schedule);
  }

  /** The last `count` full periods, those that were issued left out; how many are new. Throws INVALID_INPUT. */
  async backfill(schedule: ReportSchedule, count: number, actor: Actor): Promise<number> {
    if (!Number.isInteger(count) || count < 1 || count > MOST_PERIODS) {
      throw new DomainError('INVALID_INPUT', `Catch up on 1 to ${MOST_PERIODS} periods.`, {
        detail: { field: 'periods', reason: 'periods' },
      });
    }
    const at = await this.clock.now();
    const kind = reportKind(schedule.kind);
    const last = this.#periodAt(schedule, at);
    return this.uow.run(async () => {
      let added = 0;
      // oldest first, so that they arrive in their order
      for (let back = count - 1; back >= 0; back -= 1) {
        const period = back === 0 ? last : kind.before(last, back, calendarOf(this.config));
        const one = { issueId: uuidv7(), scheduleId: schedule.scheduleId, period, number: 1, fireAt: at };
        const by = { cause: 'backfill', late: false, sampleFor: null, askedBy: actor.name } as const;
        if (await this.#insert({ ...one, ...by })) added += 1;
      }
      return added;
    });
  }

  /** A schedule whose time can't be worked out must not hold up the others: it stops, and the log says so. */
  async #fireOne(): Promise<boolean> {
    let due: ReportSchedule | null = null;
    try {
      return await this.uow.run(async () => {
        const now = await this.clock.now();
        due = await this.schedules.lockDue(now);
        if (due === null) return false;
        await this.#fire(due, now);
        return true;
      });
    } catch (error) {
      const held = due as ReportSchedule | null;
      if (held === null || isRetryable(error)) throw error;
      this.#log.error({ err: error, scheduleId: held.scheduleId }, 'a schedule was stopped: its time is not known');
      await this.schedules.setNextFire(held.scheduleId, null);
      return true;
    }
  }

  async #fire(schedule: ReportSchedule, now: Date): Promise<void> {
    const { scheduleId } = schedule;
    // Of several that were missed the latest goes out; older ones are for whoever asks for them.
    const fire = lastFire(schedule, schedule.nextFireAt ?? now, now);
    if (fire) {
      const period = this.#periodAt(schedule, fire.nominal);
      const late = now.getTime() - fire.at.getTime() > LATE_MS;
      const by = { cause: 'schedule', sampleFor: null, askedBy: null } as const;
      const added = await this.#insert({
        ...{ issueId: uuidv7(), scheduleId, period, number: 1, fireAt: fire.at, late, ...by },
      });
      this.#log.log({ scheduleId, period, late, added }, 'a report came due');
    }
    await this.schedules.setNextFire(scheduleId, nextFires(schedule, now, 1)[0]?.at ?? null);
  }

  async #insert(issue: NewIssue): Promise<boolean> {
    const added = await this.issues.insert(issue);
    if (added) await this.notifier.changed(SCHEDULES_TOPIC, [issue.scheduleId]);
    return added;
  }

  /** An id that somebody else's request has used is not theirs to see. */
  async #existing(issueId: string, { scheduleId }: ReportSchedule): Promise<ReportIssue> {
    const issue = await this.issues.find(issueId);
    if (issue?.scheduleId === scheduleId) return issue;
    throw new DomainError('NOT_FOUND', 'There is no such report.');
  }

  #periodAt({ kind }: ReportSchedule, moment: Date): string {
    return reportKind(kind).periodAt(moment, calendarOf(this.config));
  }
}
