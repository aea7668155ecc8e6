import { Injectable } from '@nestjs/common';
import { Audit, ChangeNotifier, UnitOfWork } from '@fabwright/platform';
import { SCHEDULES_TOPIC } from '../schedule/schedules-topic.ts';
import { ScheduleRepository } from '../schedule/schedule.repository.ts';
import { IssueRepository, type LinkedRecipient } from './issue.repository.ts';
import { UnsubscribeLinks } from './unsubscribe-links.service.ts';

/** Lets somebody who holds a link from a mail say that they want no more of it. */
@Injectable()
export class UnsubscribeService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly links: UnsubscribeLinks,
    private readonly issues: IssueRepository,
    private readonly schedules: ScheduleRepository,
    private readonly audit: Audit,
    private readonly notifier: ChangeNotifier,
  ) {}

  /** Null for a link that is none of ours. Changes nothing: mail scanners open links too. */
  async look(token: string): Promise<LinkedRecipient | null> {
    const recipientId = await this.links.recipientOf(token);
    return recipientId === null ? null : this.issues.linked(recipientId);
  }

  /** Null for a link that is none of ours; again changes nothing. */
  unsubscribe(token: string): Promise<LinkedRecipient | null> {
    return this.uow.run(async () => {
      const linked = await this.look(token);
      if (!linked || linked.unsubscribed) return linked;
      const { scheduleId, key } = linked;
      await this.schedules.setUnsubscribed(scheduleId, key, true);
      await this.audit.record({ action: 'schedules.unsubscribed', subject: scheduleId, detail: { by: 'link', key } });
      await this.notifier.changed(SCHEDULES_TOPIC, [scheduleId]);
      return { ...linked, unsubscribed: true };
    });
  }
}
