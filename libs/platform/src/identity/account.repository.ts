import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/index.ts';
import { Account } from './account.entity.ts';

@Injectable()
export class AccountRepository {
  constructor(private readonly uow: UnitOfWork) {}

  list(): Promise<Account[]> {
    return this.uow.repo(Account).find({ order: { name: 'ASC', accountId: 'ASC' } });
  }

  byId(accountId: string): Promise<Account | null> {
    return this.uow.repo(Account).findOneBy({ accountId });
  }

  byLogin(login: string): Promise<Account | null> {
    return this.uow.repo(Account).findOneBy({ login: login.trim().toLowerCase() });
  }

  count(): Promise<number> {
    return this.uow.repo(Account).count();
  }

  async insert(account: Account): Promise<void> {
    await this.uow.repo(Account).insert(account);
  }

  async update(accountId: string, change: Partial<Account>): Promise<void> {
    await this.uow.repo(Account).update({ accountId }, change);
  }

  /** Enabled administrators with a password, locked: two of them can't remove each other at the same time. */
  async lockAdministrators(): Promise<string[]> {
    const rows = await this.uow.query<{ id: string }>(
      `SELECT account_id AS id FROM account
        WHERE role = 'administrator' AND disabled_at IS NULL AND password_hash IS NOT NULL
        ORDER BY account_id FOR UPDATE`,
    );
    return rows.map((row) => row.id);
  }

  /** When each account was last seen, by account id. */
  async lastSeen(): Promise<Map<string, Date>> {
    const rows = await this.uow.query<{ id: string; at: Date }>(
      'SELECT account_id AS id, max(last_used_at) AS at FROM session GROUP BY account_id',
    );
    return new Map(rows.map((row) => [row.id, row.at]));
  }
}
