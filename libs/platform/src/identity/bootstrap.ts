import { Injectable } from '@nestjs/common';
import { ROLE_NAMES, type Role } from '../auth/permissions.ts';
import { UnitOfWork } from '../database/index.ts';
import { AccountRepository } from './account.repository.ts';
import { type InviteLink, InviteService } from './invite.service.ts';
import { generatePassword, hashPassword } from './password.ts';
import { newAccount } from './people.service.ts';

export interface FirstAccount {
  readonly login: string;
  readonly role: Role;
  readonly password: string;
}

const DEMO_PEOPLE: Readonly<Record<Role, { login: string; name: string }>> = {
  manager: { login: 'manager', name: 'Mei Lin' },
  'yield-engineer': { login: 'yield', name: 'Ada Kovač' },
  'process-engineer': { login: 'process', name: 'Tomás Ruiz' },
  administrator: { login: 'admin', name: 'Ingrid Berg' },
};

/** Any constant will do: api and worker may both find the fab empty. */
const FIRST_ACCOUNTS_LOCK = 4_300_002;

/** The first people of an instance. Passwords are random, returned once, and never a fixed default. */
@Injectable()
export class Bootstrap {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly invites: InviteService,
  ) {}

  /** One account a role on an instance without any; undefined when there are people already. */
  async demoAccounts(): Promise<FirstAccount[] | undefined> {
    return this.#ifEmpty(async () => {
      const made: FirstAccount[] = [];
      for (const role of ROLE_NAMES) {
        const password = generatePassword();
        const person = { ...DEMO_PEOPLE[role], role, productScope: null };
        await this.accounts.insert(newAccount(person, await hashPassword(password)));
        made.push({ login: person.login, role, password });
      }
      return made;
    });
  }

  /**
   * A one-time link for the administrator of an instance whose administrator has not chosen a password yet;
   * undefined afterwards. A link made at an earlier start stops working.
   */
  async administratorInvite(): Promise<InviteLink | undefined> {
    const made = await this.#ifEmpty(async () => {
      const account = newAccount(
        { login: 'admin', name: 'Administrator', role: 'administrator', productScope: null },
        null,
      );
      await this.accounts.insert(account);
      return account;
    });
    const account = made ?? (await this.#waitingAdministrator());
    return account && this.invites.create(account.accountId, 'invite');
  }

  async #waitingAdministrator(): Promise<{ accountId: string } | undefined> {
    const accounts = await this.accounts.list();
    const anybody = accounts.some((account) => account.passwordHash !== null);
    return anybody ? undefined : accounts.find((account) => account.role === 'administrator');
  }

  #ifEmpty<T>(work: () => Promise<T>): Promise<T | undefined> {
    return this.uow.run(async () => {
      await this.uow.query('SELECT pg_advisory_xact_lock($1)', [FIRST_ACCOUNTS_LOCK]);
      return (await this.accounts.count()) === 0 ? work() : undefined;
    });
  }
}
