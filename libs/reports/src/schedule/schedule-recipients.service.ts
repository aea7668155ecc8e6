import { Injectable } from '@nestjs/common';
import { FabConfig, inScope, type Account, type MailLanguage } from '@fabwright/platform';
import { RecipientsService, type Directory, type Recipient, type RecipientProblem } from '@fabwright/quality';
import type { ReportSchedule, ScheduleRecipients } from './schedule.ts';

/** Why somebody whom a schedule names gets nothing. */
export type ReportProblem = RecipientProblem | 'unsubscribed' | 'owner-rights' | 'not-made';

/** Somebody whom a schedule names, with what stands in the way. */
export interface ReportRecipient extends Omit<Recipient, 'problem'> {
  readonly problem: ReportProblem | null;
}

type Named = Pick<ReportSchedule, 'recipients' | 'language' | 'productId' | 'ownerId'>;

/** Key of the folder among the recipients of a schedule. */
export const FOLDER_KEY = 'folder';

const NOBODY = { roles: [], accountIds: [], addresses: [], webhookIds: [] };

/** Turns what a schedule names into mailboxes, targets and the folder, by the rights of this moment. */
@Injectable()
export class ScheduleRecipientsService {
  constructor(
    private readonly recipients: RecipientsService,
    private readonly config: FabConfig,
  ) {}

  directory(): Promise<Directory> {
    return this.recipients.directory();
  }

  /** One entry a mailbox, people first. Everybody of a named role is in it, so that the log can say why somebody is left out. */
  resolve(schedule: Named, directory: Directory, unsubscribed: ReadonlySet<string>): ReportRecipient[] {
    const { recipients: named, productId } = schedule;
    const owner = directory.accounts.find(({ accountId }) => accountId === schedule.ownerId);
    const language = fallbackLanguage(schedule, owner);
    const accountIds = peopleOf(named, directory);
    const people = this.recipients.resolve({ ...NOBODY, accountIds }, language, productId, directory);
    const { addresses, webhookIds } = named;
    const machines = this.recipients.resolve({ ...NOBODY, webhookIds }, language, productId, directory);
    const ownerMay = owner !== undefined && owner.disabledAt === null && inScope(owner.productScope, productId);
    const byOwner = [
      ...this.recipients.resolve({ ...NOBODY, addresses }, language, productId, directory),
      ...(named.folder ? [this.#folder(language)] : []),
    ].map((one): ReportRecipient => (ownerMay ? one : { ...one, problem: 'owner-rights' }));
    const all: ReportRecipient[] = [...people, ...byOwner, ...machines];
    const once = [...Map.groupBy(all, ({ key }) => key).values()].flatMap(([first]) => (first ? [first] : []));
    return once.map((one) => (unsubscribed.has(one.key) ? { ...one, problem: 'unsubscribed' } : one));
  }

  /** The one mailbox of a person. */
  self(accountId: string, { language, productId }: Named, directory: Directory): ReportRecipient | null {
    const named = { ...NOBODY, accountIds: [accountId] };
    return this.recipients.resolve(named, plainLanguage(language), productId, directory)[0] ?? null;
  }

  #folder(language: MailLanguage): Recipient {
    const problem = this.config.delivery.folder === undefined ? 'gone' : null;
    return { key: FOLDER_KEY, channel: 'folder', to: FOLDER_KEY, name: FOLDER_KEY, language, problem };
  }
}

function peopleOf({ roles, accountIds }: ScheduleRecipients, { accounts }: Directory): string[] {
  const byRole = accounts.filter(({ role, disabledAt }) => disabledAt === null && roles.includes(role));
  return [...new Set([...accountIds, ...byRole.map(({ accountId }) => accountId)])];
}

/** For those whose own language is not known. */
function fallbackLanguage({ language }: Named, owner: Account | undefined): MailLanguage {
  return language === 'en' || language === 'zh-CN' ? language : (owner?.language ?? 'en');
}

const plainLanguage = (language: Named['language']): MailLanguage => (language === 'zh-CN' ? 'zh-CN' : 'en');
