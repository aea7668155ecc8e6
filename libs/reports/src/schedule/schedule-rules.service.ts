import { Injectable } from '@nestjs/common';
import { ProductInsertionStore } from '@fabwright/fab';
import { addressProblem, DomainError, FabClock, FabConfig, type Actor } from '@fabwright/platform';
import { reportKind } from './report-kind.ts';
import type { ScheduleDraft, ScheduleRecipients } from './schedule.ts';
import { ScheduleRecipientsService } from './schedule-recipients.service.ts';
import { timingProblem, type TimingProblem } from './timing.ts';

const LONGEST_NAME = 80;
const MOST_RECIPIENTS = 100;

const TIMING_ADVICE: Readonly<Record<TimingProblem, readonly [field: string, advice: string]>> = {
  cron: ['cron', 'Write five fields: minute, hour, day of the month, month, weekday; such as 0 8 * * 1.'],
  zone: ['timeZone', 'This is no time zone such as Europe/Berlin.'],
  never: ['cron', 'This time never comes.'],
  'too-often': ['cron', 'A report goes out once an hour at most.'],
  'working-days': ['workingDays', 'Name at least one working day.'],
  holiday: ['holidays', 'Write days such as 2026-12-25, at most 200 of them.'],
};

/** What a schedule may say, and who may say it. */
@Injectable()
export class ScheduleRules {
  constructor(
    private readonly insertions: ProductInsertionStore,
    private readonly recipients: ScheduleRecipientsService,
    private readonly clock: FabClock,
    private readonly config: FabConfig,
  ) {}

  /** The draft as it is kept. Throws INVALID_INPUT for one that can't be meant, FORBIDDEN for others' mailboxes. */
  async checked(draft: ScheduleDraft, actor: Actor): Promise<ScheduleDraft> {
    const name = draft.name.trim();
    if (name === '' || name.length > LONGEST_NAME) {
      throw refused('name', 'name-form', `Give it a name of at most ${LONGEST_NAME} characters.`);
    }
    reportKind(draft.kind);
    const known = (await this.insertions.all(actor.productScope)).filter((one) => one.productId === draft.productId);
    if (!known.some(({ insertion }) => draft.insertion === null || insertion === draft.insertion)) {
      throw refused('productId', 'product', `There are no results of product ${draft.productId} that you may see.`);
    }
    const problem = timingProblem(draft, await this.clock.now());
    if (problem !== null) throw refused(TIMING_ADVICE[problem][0], `timing-${problem}`, TIMING_ADVICE[problem][1]);
    await this.#checkRecipients(draft.recipients, actor);
    return { ...draft, name, holidays: [...new Set(draft.holidays)].sort() };
  }

  async #checkRecipients(named: ScheduleRecipients, actor: Actor): Promise<void> {
    const count = countOf(named);
    if (count === 0) throw refused('recipients', 'nobody', 'Say who gets it.');
    if (count > MOST_RECIPIENTS) throw refused('recipients', 'too-many', `At most ${MOST_RECIPIENTS} can be named.`);
    const onlySelf = count === 1 && named.accountIds[0] === actor.id;
    if (!onlySelf && !actor.permissions.has('schedules:write')) {
      throw new DomainError('FORBIDDEN', 'You may have reports sent to yourself only.');
    }
    const wrong = named.addresses.find((address) => addressProblem(address, this.config) !== null);
    if (wrong !== undefined) {
      throw refused('recipients', 'address', `${wrong} is no address that mails of this instance may go to.`);
    }
    if (named.folder && this.config.delivery.folder === undefined) {
      throw refused('recipients', 'folder', 'No folder is set: who runs the instance names one in FAB_DELIVERY_DIR.');
    }
    const { accounts, targets } = await this.recipients.directory();
    const known = new Set([...accounts.map(({ accountId }) => accountId), ...targets.map(({ targetId }) => targetId)]);
    if (![...named.accountIds, ...named.webhookIds].every((id) => known.has(id))) {
      throw refused('recipients', 'gone', 'One of the recipients is not there any more.');
    }
  }
}

function countOf({ roles, accountIds, addresses, webhookIds, folder }: ScheduleRecipients): number {
  return roles.length + accountIds.length + addresses.length + webhookIds.length + (folder ? 1 : 0);
}

function refused(field: string, reason: string, message: string): DomainError {
  return new DomainError('INVALID_INPUT', message, { detail: { field, reason } });
}
