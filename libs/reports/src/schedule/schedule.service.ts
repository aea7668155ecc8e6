import { Injectable } from '@nestjs/common';
import {
  Audit,
  ChangeNotifier,
  DomainError,
  FabClock,
  inScope,
  UnitOfWork,
  type Actor,
  type MailLanguage,
} from '@fabwright/platform';
import { v7 as uuidv7 } from 'uuid';
import type { ReportSchedule, ScheduleDraft, ScheduleTiming, ScheduleViewer } from './schedule.ts';
import { ScheduleRecipientsService, type ReportRecipient } from './schedule-recipients.service.ts';
import { ScheduleRepository } from './schedule.repository.ts';
import { ScheduleRules } from './schedule-rules.service.ts';
import { SCHEDULES_TOPIC } from './schedules-topic.ts';
import { nextFires, type Fire } from './timing.ts';

/** What one click needs to know. */
export interface SubscriptionOrder {
  readonly kind: string;
  readonly productId: string;
  readonly insertion: string | null;
  readonly name: string;
  /** Of the person's browser. */
  readonly timeZone: string;
  readonly language: MailLanguage;
}

export interface SchedulePreview {
  readonly fires: readonly Fire[];
  readonly recipients: readonly ReportRecipient[];
}

/** Mondays at eight, when people are there. */
const WEEKLY: Omit<ScheduleTiming, 'timeZone'> = {
  cron: '0 8 * * 1',
  workingDays: [1, 2, 3, 4, 5],
  holidays: [],
  offDay: 'run',
};
const SHOWN_FIRES = 5;

/** Writing schedules. Whoever writes one has it; what each recipient gets is decided when it goes out. */
@Injectable()
export class ReportSchedules {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly schedules: ScheduleRepository,
    private readonly rules: ScheduleRules,
    private readonly recipients: ScheduleRecipientsService,
    private readonly audit: Audit,
    private readonly notifier: ChangeNotifier,
    private readonly clock: FabClock,
  ) {}

  list(actor: Actor): Promise<ReportSchedule[]> {
    return this.schedules.seenBy(viewerOf(actor));
  }

  /** Throws NOT_FOUND. */
  async seen(scheduleId: string, actor: Actor): Promise<ReportSchedule> {
    const found = await this.schedules.seen(scheduleId, viewerOf(actor));
    if (!found) throw gone();
    return found;
  }

  /**
   * `requestId` is the new schedule's id: the same request again makes no second one. Throws INVALID_INPUT, FORBIDDEN.
   */
  async create(requestId: string, draft: ScheduleDraft, actor: Actor): Promise<ReportSchedule> {
    return this.#insert(requestId, await this.rules.checked(draft, actor), actor, false);
  }

  /** Last week's report to oneself, every Monday at eight by one's own clock; once a product. Throws INVALID_INPUT. */
  async subscribe(order: SubscriptionOrder, actor: Actor): Promise<ReportSchedule> {
    const { kind, productId, insertion, name, timeZone, language } = order;
    const recipients = { roles: [], accountIds: [actor.id], addresses: [], webhookIds: [], folder: false };
    const draft = await this.rules.checked(
      {
        ...{ kind, productId, insertion, name, timeZone, ...WEEKLY, recipients },
        ...{ language, paper: 'A4', fileWay: 'attachment', lotTypes: null, sections: null, definitionId: null },
      },
      actor,
    );
    return this.uow.run(async () => {
      const existing = await this.schedules.subscription(actor.id, draft);
      if (!existing) return this.#insert(uuidv7(), draft, actor, true);
      if (existing.pausedAt !== null) return this.setPaused(existing.scheduleId, false, actor);
      return this.setUnsubscribed(existing.scheduleId, false, actor);
    });
  }

  /** Throws INVALID_INPUT, NOT_FOUND, FORBIDDEN for somebody else's, CONFLICT. */
  async change(scheduleId: string, version: number, draft: ScheduleDraft, actor: Actor): Promise<ReportSchedule> {
    const checked = await this.rules.checked(draft, actor);
    return this.#change(scheduleId, actor, 'changed', async (old) => {
      if (old.version !== version) throw outdated();
      return { ...checked, nextFireAt: await this.#next(checked) };
    });
  }

  /** What came due while it was paused does not go out. Throws NOT_FOUND, FORBIDDEN. */
  setPaused(scheduleId: string, paused: boolean, actor: Actor): Promise<ReportSchedule> {
    return this.#change(scheduleId, actor, paused ? 'paused' : 'resumed', async (old) => ({
      pausedAt: paused ? new Date() : null,
      nextFireAt: paused ? old.nextFireAt : await this.#next(old),
    }));
  }

  /** Its issues stay on record, and it can be had back. Throws NOT_FOUND, FORBIDDEN, CONFLICT. */
  setDeleted(scheduleId: string, deleted: boolean, actor: Actor): Promise<ReportSchedule> {
    return this.#change(scheduleId, actor, deleted ? 'deleted' : 'restored', async (old) => {
      if (!deleted && old.subscription && (await this.schedules.subscription(old.ownerId, old)) !== null) {
        throw new DomainError('CONFLICT', 'There is another subscription of the same report by now.');
      }
      return {
        deletedAt: deleted ? new Date() : null,
        nextFireAt: deleted ? old.nextFireAt : await this.#next(old),
      };
    });
  }

  /** Whether this person gets what a schedule sends to them. Throws NOT_FOUND. */
  async setUnsubscribed(scheduleId: string, off: boolean, actor: Actor): Promise<ReportSchedule> {
    return this.uow.run(async () => {
      const schedule = await this.seen(scheduleId, actor);
      const self = this.recipients.self(actor.id, schedule, await this.recipients.directory());
      if (!self) throw gone();
      await this.schedules.setUnsubscribed(scheduleId, self.key, off);
      await this.#tell(off ? 'unsubscribed' : 'subscribed', schedule);
      return schedule;
    });
  }

  /** Whether this person has unsubscribed from it. */
  async hasUnsubscribed(schedule: ReportSchedule, actor: Actor): Promise<boolean> {
    const off = await this.schedules.unsubscribed(schedule.scheduleId);
    if (off.size === 0) return false;
    const self = this.recipients.self(actor.id, schedule, await this.recipients.directory());
    return self !== null && off.has(self.key);
  }

  mayChange(schedule: Pick<ReportSchedule, 'ownerId' | 'productId'>, actor: Actor): boolean {
    const own = schedule.ownerId === actor.id || actor.permissions.has('schedules:any');
    return own && inScope(actor.productScope, schedule.productId);
  }

  /** When it would go out, and to whom. Nothing is written. Throws INVALID_INPUT, FORBIDDEN. */
  async preview(draft: ScheduleDraft, actor: Actor): Promise<SchedulePreview> {
    const checked = await this.rules.checked(draft, actor);
    const fires = nextFires(checked, await this.clock.now(), SHOWN_FIRES);
    const named = { ...checked, ownerId: actor.id };
    return { fires, recipients: this.recipients.resolve(named, await this.recipients.directory(), new Set()) };
  }

  async #insert(
    scheduleId: string,
    draft: ScheduleDraft,
    actor: Actor,
    subscription: boolean,
  ): Promise<ReportSchedule> {
    const schedule: ReportSchedule = {
      ...draft,
      ...{ scheduleId, subscription, ownerId: actor.id, ownerName: actor.name, nextFireAt: await this.#next(draft) },
      ...{ pausedAt: null, deletedAt: null, version: 1, changedBy: actor.name, changedAt: new Date() },
    };
    return this.uow.run(async () => {
      if (await this.schedules.insert(schedule)) {
        await this.#tell('created', schedule);
        return schedule;
      }
      const existing = await (subscription
        ? this.schedules.subscription(actor.id, draft)
        : this.schedules.find(scheduleId));
      if (existing?.ownerId !== actor.id) throw gone();
      return existing;
    });
  }

  #change(
    scheduleId: string,
    actor: Actor,
    act: string,
    make: (old: ReportSchedule) => Promise<Partial<ReportSchedule>>,
  ): Promise<ReportSchedule> {
    return this.uow.run(async () => {
      const old = await this.schedules.find(scheduleId);
      if (!old || !inScope(actor.productScope, old.productId)) throw gone();
      if (!this.mayChange(old, actor)) throw new DomainError('FORBIDDEN', 'This schedule is somebody else’s.');
      const by = { version: old.version + 1, changedBy: actor.name, changedAt: new Date() };
      const changed = { ...old, ...(await make(old)), ...by };
      if (!(await this.schedules.update(changed))) throw outdated();
      await this.#tell(act, changed);
      return changed;
    });
  }

  async #next(timing: ScheduleTiming): Promise<Date | null> {
    return nextFires(timing, await this.clock.now(), 1)[0]?.at ?? null;
  }

  async #tell(act: string, { scheduleId, changedAt: _, nextFireAt: __, ...detail }: ReportSchedule): Promise<void> {
    await this.audit.record({ action: `schedules.${act}`, subject: scheduleId, detail });
    await this.notifier.changed(SCHEDULES_TOPIC, [scheduleId]);
  }
}

function viewerOf({ id, role, permissions, productScope }: Actor): ScheduleViewer {
  return { accountId: id, role, any: permissions.has('schedules:any'), productScope };
}

function gone(): DomainError {
  return new DomainError('NOT_FOUND', 'There is no such schedule any more.');
}

function outdated(): DomainError {
  return new DomainError(
    'CONFLICT',
    'Somebody else has changed this schedule meanwhile. Nothing was changed: look at it again.',
  );
}
