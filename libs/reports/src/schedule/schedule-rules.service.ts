import { Injectable } from '@nestjs/common';
import { addressProblem, DomainError, FabClock, FabConfig, type Actor } from '@fabwright/platform';
import { definitionOf } from '../definition/definition.ts';
import { DefinitionRepository } from '../definition/definition.repository.ts';
import { DefinitionRules, refused } from '../definition/definition-rules.service.ts';
import { viewerOf } from '../definition/definition.service.ts';
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
    private readonly definitions: DefinitionRepository,
    private readonly rules: DefinitionRules,
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
    const what = await this.rules.checked(await this.#defined(draft, actor), actor);
    const problem = timingProblem(draft, await this.clock.now());
    if (problem !== null) throw refused(TIMING_ADVICE[problem][0], `timing-${problem}`, TIMING_ADVICE[problem][1]);
    await this.#checkRecipients(draft.recipients, actor);
    return { ...what, name, holidays: [...new Set(draft.holidays)].sort() };
  }

  /** With what its definition says, where it names one. */
  async #defined(draft: ScheduleDraft, actor: Actor): Promise<ScheduleDraft> {
    if (draft.definitionId === null) return draft;
    const definition = await this.definitions.seen(draft.definitionId, viewerOf(actor));
    if (!definition) throw refused('definitionId', 'gone', 'The report that it sends is not there any more.');
    return { ...draft, ...definitionOf(definition) };
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
