import { Injectable } from '@nestjs/common';
import {
  addressProblem,
  FabConfig,
  inScope,
  mailAddressOf,
  PeopleService,
  WebhookTargetRepository,
  type Account,
  type DeliveryChannel,
  type MailLanguage,
  type WebhookTargetRecord,
} from '@fabwright/platform';
import type { NoticeRecipients } from './notice-rule.ts';

/** Why somebody whom a rule names is not called. */
export type RecipientProblem = 'no-address' | 'no-rights' | 'disabled' | 'address' | 'gone';

/** Somebody whom a rule calls, or would call but for `problem`. */
export interface Recipient {
  /** The same for the same mailbox or target, whichever rule names it. */
  readonly key: string;
  readonly channel: DeliveryChannel;
  /** Mail address or webhook target; empty where there is a problem. */
  readonly to: string;
  readonly name: string;
  readonly language: MailLanguage;
  readonly problem: RecipientProblem | null;
}

/** Everybody who can be called, read once for a run over several rules and excursions. */
export interface Directory {
  readonly accounts: readonly Account[];
  readonly targets: readonly WebhookTargetRecord[];
}

/** Turns the roles, people, addresses and targets of a rule into mailboxes, within what each may see. */
@Injectable()
export class RecipientsService {
  constructor(
    private readonly people: PeopleService,
    private readonly targets: WebhookTargetRepository,
    private readonly config: FabConfig,
  ) {}

  async directory(): Promise<Directory> {
    const people = await this.people.list();
    return { accounts: people.map(({ account }) => account), targets: await this.targets.all() };
  }

  /** One entry a mailbox; people first, so that their own language wins over the rule's. */
  resolve(named: NoticeRecipients, language: MailLanguage, productId: string, directory: Directory): Recipient[] {
    const all = [
      ...this.#people(named, language, productId, directory),
      ...named.addresses.map((address) => this.#address(address, language)),
      ...named.webhookIds.map((id) => webhookOf(id, language, productId, directory)),
    ];
    return [...Map.groupBy(all, ({ key }) => key).values()].flatMap(([first]) => (first ? [first] : []));
  }

  #people(named: NoticeRecipients, language: MailLanguage, productId: string, { accounts }: Directory): Recipient[] {
    // A role means those of it who can be called; who is named is told of by name why not.
    const byRole = accounts.filter(
      ({ accountId, role, disabledAt, productScope }) =>
        named.roles.includes(role) &&
        disabledAt === null &&
        inScope(productScope, productId) &&
        !named.accountIds.includes(accountId),
    );
    const byName = named.accountIds.map((id) => accounts.find(({ accountId }) => accountId === id) ?? id);
    return [...byName, ...byRole].map((account) =>
      typeof account === 'string'
        ? { key: account, channel: 'mail', to: '', name: account, language, problem: 'gone' }
        : this.#person(account, language, productId),
    );
  }

  #person(account: Account, language: MailLanguage, productId: string): Recipient {
    const address = mailAddressOf(account);
    const problem = this.#problemOf(account, address, productId);
    return {
      key: address === null ? account.accountId : keyOf(address),
      channel: 'mail',
      to: problem === null && address !== null ? address : '',
      name: account.name,
      language: account.language ?? language,
      problem,
    };
  }

  #problemOf(account: Account, address: string | null, productId: string): RecipientProblem | null {
    if (account.disabledAt !== null) return 'disabled';
    if (!inScope(account.productScope, productId)) return 'no-rights';
    if (address === null) return 'no-address';
    return addressProblem(address, this.config) === null ? null : 'address';
  }

  #address(address: string, language: MailLanguage): Recipient {
    const problem = addressProblem(address, this.config) === null ? null : 'address';
    return { key: keyOf(address), channel: 'mail', to: problem ? '' : address, name: address, language, problem };
  }
}

const keyOf = (address: string): string => `mail:${address.toLowerCase()}`;

function webhookOf(id: string, language: MailLanguage, productId: string, { targets }: Directory): Recipient {
  const target = targets.find(({ targetId }) => targetId === id);
  const problem = webhookProblem(target, productId);
  const to = problem === null ? id : '';
  return { key: `webhook:${id}`, channel: 'webhook', to, name: target?.name ?? id, language, problem };
}

function webhookProblem(target: WebhookTargetRecord | undefined, productId: string): RecipientProblem | null {
  if (!target) return 'gone';
  if (target.disabledAt !== null) return 'disabled';
  return inScope(target.productScope, productId) ? null : 'no-rights';
}
