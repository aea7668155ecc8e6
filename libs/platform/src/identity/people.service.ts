import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { ProductScope } from '../auth/actor.ts';
import type { Role } from '../auth/permissions.ts';
import { hashSecret } from '../auth/secret-token.ts';
import { sqlState, UnitOfWork } from '../database/index.ts';
import { DomainError } from '../errors/index.ts';
import type { Account } from './account.entity.ts';
import { AccountRepository } from './account.repository.ts';
import { Audit } from './audit.ts';
import { contactOf, type Contact } from './contact.ts';
import { type InviteLink, InviteService, PASSWORD_ADVICE } from './invite.service.ts';
import { hashPassword, passwordFits, passwordProblem } from './password.ts';
import { SessionRepository } from './session.repository.ts';

export interface NewPerson {
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly productScope: ProductScope;
  readonly email?: string | null;
}

/** `field` names the argument that was wrong, `reason` the code a screen translates. */
function refused(field: string, reason: string, message: string): DomainError {
  return new DomainError('INVALID_INPUT', message, { detail: { field, reason } });
}

@Injectable()
export class PeopleService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionRepository,
    private readonly invites: InviteService,
    private readonly audit: Audit,
  ) {}

  async list(): Promise<{ account: Account; lastSeenAt: Date | null }[]> {
    const [accounts, seen] = await Promise.all([this.accounts.list(), this.accounts.lastSeen()]);
    return accounts.map((account) => ({ account, lastSeenAt: seen.get(account.accountId) ?? null }));
  }

  /** Makes an account that can't sign in until its link was used. Throws INVALID_INPUT. */
  async invite(person: NewPerson): Promise<{ account: Account; link: InviteLink }> {
    const account = newAccount(person, null);
    try {
      return await this.uow.run(async () => {
        await this.accounts.insert(account);
        await this.audit.record({ action: 'people.invited', subject: account.accountId, detail: { ...person } });
        return { account, link: await this.invites.create(account.accountId, 'invite') };
      });
    } catch (error) {
      if (sqlState(error) === '23505')
        throw refused('login', 'login-taken', `There is an account ${account.login} already.`);
      throw error;
    }
  }

  changeRole(accountId: string, role: Role): Promise<Account> {
    return this.#change(accountId, 'people.role-changed', { role }, role !== 'administrator');
  }

  setProductScope(accountId: string, productScope: ProductScope): Promise<Account> {
    return this.#change(accountId, 'people.scope-changed', { productScope }, false);
  }

  /** Where mails go, and in which language. Throws INVALID_INPUT for what is no address. */
  setContact(accountId: string, contact: Contact): Promise<Account> {
    return this.#change(accountId, 'people.contact-changed', contactOf(contact), false);
  }

  /** Throws NOT_FOUND. */
  byId(accountId: string): Promise<Account> {
    return this.#existing(accountId);
  }

  /** A disabled account keeps its name in the audit; its sessions end at once. */
  async setDisabled(accountId: string, disabled: boolean): Promise<Account> {
    return this.uow.run(async () => {
      if (disabled) await this.sessions.deleteOf(accountId);
      const disabledAt = disabled ? new Date() : null;
      return this.#change(accountId, disabled ? 'people.disabled' : 'people.enabled', { disabledAt }, disabled);
    });
  }

  async resetLink(accountId: string): Promise<InviteLink> {
    const account = await this.#existing(accountId);
    return this.invites.create(accountId, account.passwordHash === null ? 'invite' : 'reset');
  }

  /** Other sessions of the account end; the one that asks stays. Throws INVALID_INPUT. */
  async changeOwnPassword(
    accountId: string,
    current: string,
    next: string,
    session: string | undefined,
  ): Promise<void> {
    const account = await this.#existing(accountId);
    if (!(await passwordFits(account.passwordHash, current))) {
      throw refused('current', 'wrong-password', 'The present password is not right.');
    }
    const problem = passwordProblem(next, account.login);
    if (problem) throw refused('next', problem, PASSWORD_ADVICE[problem]);
    const passwordHash = await hashPassword(next);
    await this.uow.run(async () => {
      await this.accounts.update(accountId, { passwordHash, passwordChangedAt: new Date() });
      await this.sessions.deleteOf(accountId, session === undefined ? undefined : hashSecret(session));
      await this.audit.record({ action: 'people.password-changed', subject: accountId });
    });
  }

  async signOutEverywhere(accountId: string): Promise<void> {
    await this.uow.run(async () => {
      await this.sessions.deleteOf(accountId);
      await this.audit.record({ action: 'session.all-closed', subject: accountId });
    });
  }

  async #change(
    accountId: string,
    action: string,
    change: Partial<Account>,
    endsAdministrator: boolean,
  ): Promise<Account> {
    return this.uow.run(async () => {
      if (endsAdministrator) await this.#keepAnAdministrator(accountId);
      await this.#existing(accountId);
      await this.accounts.update(accountId, change);
      await this.audit.record({ action, subject: accountId, detail: { ...change } });
      return this.#existing(accountId);
    });
  }

  async #keepAnAdministrator(accountId: string): Promise<void> {
    const administrators = await this.accounts.lockAdministrators();
    if (administrators.length === 1 && administrators[0] === accountId) {
      throw refused('accountId', 'last-administrator', 'This is the last administrator. Make another one first.');
    }
  }

  async #existing(accountId: string): Promise<Account> {
    const account = await this.accounts.byId(accountId);
    if (!account) throw new DomainError('NOT_FOUND', 'There is no such account.');
    return account;
  }
}

const LOGIN = /^[a-z0-9][a-z0-9._@+-]{1,63}$/;

/** Throws INVALID_INPUT for a login or a name that will not do. */
export function newAccount(person: NewPerson, passwordHash: string | null): Account {
  const login = person.login.trim().toLowerCase();
  const name = person.name.trim();
  if (!LOGIN.test(login)) {
    throw refused('login', 'login-form', 'An account name has 2 to 64 letters, digits, dots, dashes or an @.');
  }
  if (name === '' || name.length > 120) throw refused('name', 'name-form', 'A name has 1 to 120 characters.');
  const now = new Date();
  return {
    accountId: uuidv7(),
    login,
    name,
    role: person.role,
    productScope: person.productScope,
    ...contactOf({ email: person.email ?? null, language: null }),
    passwordHash,
    createdAt: now,
    passwordChangedAt: passwordHash === null ? null : now,
    disabledAt: null,
  };
}
