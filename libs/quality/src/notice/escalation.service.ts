import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@fabwright/platform';
import type { ExcursionRecord } from '../excursion/excursion.ts';
import { ExcursionRepository } from '../excursion/excursion.repository.ts';
import type { NoticeRule } from './notice-rule.ts';
import { NoticeRuleRepository } from './notice-rule.repository.ts';
import { isAnswered } from './notice.planner.ts';
import { NoticeStore } from './notice.store.ts';
import { escalationKey, NoticeWriter } from './notice.writer.ts';
import { RecipientsService } from './recipients.service.ts';

/** Calls others when nobody has acknowledged in time. What is due is a row, so a restart forgets nothing. */
@Injectable()
export class EscalationService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly store: NoticeStore,
    private readonly rules: NoticeRuleRepository,
    private readonly excursions: ExcursionRepository,
    private readonly recipients: RecipientsService,
    private readonly writer: NoticeWriter,
  ) {}

  /** Everything that is due by the wall clock, each in a transaction of its own; how many were looked at. */
  async runDue(): Promise<number> {
    let done = 0;
    while (await this.#one()) done += 1;
    return done;
  }

  #one(): Promise<boolean> {
    return this.uow.run(async () => {
      const due = await this.store.lockDue();
      if (!due) return false;
      const rule = await this.rules.find(due.ruleId);
      const found = await this.excursions.find(due.excursionId, null);
      const minutes = rule?.enabled ? rule.escalateMinutes : null;
      if (!rule || minutes === null || !found || isAnswered(found.record)) {
        await this.store.advance(due, due.step, null, false);
        return true;
      }
      const step = due.step + 1;
      await this.#call(rule, found.record, step, minutes);
      await this.store.advance(due, step, step < rule.escalateTimes ? minutes : null, true);
      return true;
    });
  }

  async #call(rule: NoticeRule, record: ExcursionRecord, step: number, minutes: number): Promise<void> {
    const directory = await this.recipients.directory();
    const stage = { kind: 'escalated', step, times: rule.escalateTimes, minutes: step * minutes } as const;
    const calls = this.recipients
      .resolve(rule.escalateTo, rule.language, record.productId, directory)
      .filter(({ problem }) => problem === null)
      .map((recipient) => ({
        recipient,
        ruleName: rule.name,
        stage,
        key: `${escalationKey(record.excursionId)}${step}/${recipient.key}`,
      }));
    await this.writer.write(record, calls);
  }
}
