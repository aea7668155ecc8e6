import { Injectable } from '@nestjs/common';
import {
  addressProblem,
  Audit,
  ChangeNotifier,
  DomainError,
  FabConfig,
  inScope,
  UnitOfWork,
  type Actor,
  type ProductScope,
} from '@fabwright/platform';
import { v7 as uuidv7 } from 'uuid';
import type { NoticeRecipients, NoticeRule } from './notice-rule.ts';
import { NoticeRuleRepository } from './notice-rule.repository.ts';
import { RecipientsService } from './recipients.service.ts';
import type { ShiftWindow } from './shift-window.ts';

export const NOTICE_RULES_TOPIC = 'notice-rules';

/** A rule as somebody writes it. */
export type NoticeRuleDraft = Omit<NoticeRule, 'ruleId' | 'version' | 'changedBy' | 'changedAt' | 'productScope'>;

const LONGEST_NAME = 80;
const MOST_RECIPIENTS = 100;
const LONGEST_WAIT_MINUTES = 7 * 24 * 60;
const MOST_TIMES = 10;

/** Writing rules. Who writes one may call people only for products that they see themselves. */
@Injectable()
export class NoticeRules {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly rules: NoticeRuleRepository,
    private readonly recipients: RecipientsService,
    private readonly audit: Audit,
    private readonly notifier: ChangeNotifier,
    private readonly config: FabConfig,
  ) {}

  all(): Promise<NoticeRule[]> {
    return this.rules.all();
  }

  /** Throws INVALID_INPUT. */
  async create(draft: NoticeRuleDraft, actor: Actor): Promise<NoticeRule> {
    const rule = { ...(await this.checked(draft, actor)), ruleId: uuidv7(), version: 1 };
    return this.#write('notices.rule-created', rule, () => this.rules.insert(rule));
  }

  /** Throws INVALID_INPUT, NOT_FOUND, FORBIDDEN for a rule that reaches further than the actor, CONFLICT. */
  async change(ruleId: string, version: number, draft: NoticeRuleDraft, actor: Actor): Promise<NoticeRule> {
    const checked = await this.checked(draft, actor);
    return this.uow.run(async () => {
      await this.#own(ruleId, actor);
      const rule = { ...checked, ruleId, version: version + 1 };
      return this.#write('notices.rule-changed', rule, async () => {
        if (await this.rules.update(rule)) return;
        throw new DomainError(
          'CONFLICT',
          'Somebody else has changed this rule meanwhile. Nothing was changed: look at it again.',
        );
      });
    });
  }

  /** What it has called already stays in the delivery log. Throws NOT_FOUND, FORBIDDEN. */
  async remove(ruleId: string, actor: Actor): Promise<void> {
    await this.uow.run(async () => {
      const { name } = await this.#own(ruleId, actor);
      await this.rules.remove(ruleId);
      await this.audit.record({ action: 'notices.rule-removed', subject: ruleId, detail: { name } });
      await this.notifier.changed(NOTICE_RULES_TOPIC, [ruleId]);
    });
  }

  mayChange(rule: NoticeRule, { productScope }: Pick<Actor, 'productScope'>): boolean {
    return within(rule.productScope, productScope);
  }

  /** Throws INVALID_INPUT for a rule that can't be meant. */
  async checked(draft: NoticeRuleDraft, actor: Actor): Promise<Omit<NoticeRule, 'ruleId' | 'version'>> {
    const name = draft.name.trim();
    if (name === '' || name.length > LONGEST_NAME)
      throw refused('name', 'name-form', 'Give it a name of at most 80 characters.');
    const foreign = draft.productIds.find((id) => !inScope(actor.productScope, id));
    if (foreign !== undefined) throw refused('productIds', 'product', `You may not see the product ${foreign}.`);
    draft.shifts.forEach(checkShift);
    await this.#checkRecipients('recipients', draft.recipients);
    if (countOf(draft.recipients) === 0) throw refused('recipients', 'nobody', 'Say who is to be called.');
    checkEscalation(draft);
    await this.#checkRecipients('escalateTo', draft.escalateTo);
    return { ...draft, name, productScope: actor.productScope, changedBy: actor.name, changedAt: new Date() };
  }

  async #checkRecipients(field: string, named: NoticeRecipients): Promise<void> {
    if (countOf(named) > MOST_RECIPIENTS) throw refused(field, 'too-many', `At most ${MOST_RECIPIENTS} can be named.`);
    const wrong = named.addresses.find((address) => addressProblem(address, this.config) !== null);
    if (wrong !== undefined) {
      throw refused(field, 'address', `${wrong} is no address that mails of this instance may go to.`);
    }
    const { accounts, targets } = await this.recipients.directory();
    const known = new Set([...accounts.map(({ accountId }) => accountId), ...targets.map(({ targetId }) => targetId)]);
    if (![...named.accountIds, ...named.webhookIds].every((id) => known.has(id))) {
      throw refused(field, 'gone', 'One of the recipients is not there any more.');
    }
  }

  async #own(ruleId: string, actor: Actor): Promise<NoticeRule> {
    const rule = await this.rules.find(ruleId);
    if (!rule) throw new DomainError('NOT_FOUND', 'There is no such rule any more.');
    if (this.mayChange(rule, actor)) return rule;
    throw new DomainError('FORBIDDEN', 'This rule calls people for products that you may not see.');
  }

  #write(action: string, rule: NoticeRule, work: () => Promise<void>): Promise<NoticeRule> {
    return this.uow.run(async () => {
      await work();
      const { ruleId, changedAt: _, ...detail } = rule;
      await this.audit.record({ action, subject: ruleId, detail });
      await this.notifier.changed(NOTICE_RULES_TOPIC, [ruleId]);
      return rule;
    });
  }
}

function checkShift({ days, from, to }: ShiftWindow): void {
  const minutes = [from, to].every((minute) => Number.isInteger(minute) && minute >= 0 && minute < 24 * 60);
  const known = days.length > 0 && days.every((day) => Number.isInteger(day) && day >= 1 && day <= 7);
  if (!minutes || !known) throw refused('shifts', 'shift', 'A shift has days, and times from 00:00 to 23:59.');
}

function checkEscalation({ escalateMinutes, escalateTimes, escalateTo }: NoticeRuleDraft): void {
  // kept also while it does not escalate, for when it does again
  if (!Number.isInteger(escalateTimes) || escalateTimes < 1 || escalateTimes > MOST_TIMES) {
    throw refused('escalateTimes', 'times', `Call 1 to ${MOST_TIMES} times.`);
  }
  if (escalateMinutes === null) return;
  if (!Number.isInteger(escalateMinutes) || escalateMinutes < 1 || escalateMinutes > LONGEST_WAIT_MINUTES) {
    throw refused('escalateMinutes', 'minutes', 'Wait 1 minute to 7 days.');
  }
  if (countOf(escalateTo) === 0) throw refused('escalateTo', 'nobody', 'Say who is to be called.');
}

function countOf({ roles, accountIds, addresses, webhookIds }: NoticeRecipients): number {
  return roles.length + accountIds.length + addresses.length + webhookIds.length;
}

/** True when `inner` holds no product that lies outside of `outer`. */
function within(inner: ProductScope, outer: ProductScope): boolean {
  if (outer === null) return true;
  return inner !== null && inner.every((id) => outer.includes(id));
}

function refused(field: string, reason: string, message: string): DomainError {
  return new DomainError('INVALID_INPUT', message, { detail: { field, reason } });
}
