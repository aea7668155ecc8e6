import { Injectable } from '@nestjs/common';
import type { ProductScope } from '../auth/actor.ts';
import type { Role } from '../auth/permissions.ts';
import { FabConfig } from '../config/index.ts';
import { UnitOfWork } from '../database/index.ts';

export interface SessionAccount {
  readonly accountId: string;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly productScope: ProductScope;
}

export interface SessionOrigin {
  readonly address?: string | undefined;
  readonly userAgent?: string | undefined;
}

/** Sessions by the hash of their secret. Times are wall time, told by the database. */
@Injectable()
export class SessionRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly config: FabConfig,
  ) {}

  async insert(hash: Buffer, accountId: string, origin: SessionOrigin): Promise<void> {
    await this.uow.query(
      `INSERT INTO session (session_hash, account_id, created_at, last_used_at, expires_at, address, user_agent)
       VALUES ($1, $2, now(), now(), now() + make_interval(secs => $3), $4, left($5, 300))`,
      [hash, accountId, this.#seconds, origin.address ?? null, origin.userAgent ?? null],
    );
    await this.uow.query('DELETE FROM session WHERE expires_at < now()');
  }

  /** The account behind a session that still holds. A session that is used lives on; that is written once a minute. */
  async use(hash: Buffer): Promise<SessionAccount | undefined> {
    const [row] = await this.uow.query<SessionAccount & { stale: boolean }>(
      `SELECT a.account_id AS "accountId", a.login, a.name, a.role, a.product_scope AS "productScope",
              s.last_used_at < now() - interval '1 minute' AS stale
         FROM session s JOIN account a USING (account_id)
        WHERE s.session_hash = $1 AND s.expires_at > now() AND a.disabled_at IS NULL`,
      [hash],
    );
    if (!row) return undefined;
    const { stale, ...account } = row;
    if (stale) await this.#touch(hash);
    return account;
  }

  async delete(hash: Buffer): Promise<void> {
    await this.uow.query('DELETE FROM session WHERE session_hash = $1', [hash]);
  }

  /** Signs the account out everywhere; `except` stays. */
  async deleteOf(accountId: string, except?: Buffer): Promise<void> {
    await this.uow.query('DELETE FROM session WHERE account_id = $1 AND session_hash IS DISTINCT FROM $2', [
      accountId,
      except ?? null,
    ]);
  }

  async #touch(hash: Buffer): Promise<void> {
    await this.uow.query(
      'UPDATE session SET last_used_at = now(), expires_at = now() + make_interval(secs => $2) WHERE session_hash = $1',
      [hash, this.#seconds],
    );
  }

  get #seconds(): number {
    return this.config.session.hours * 3600;
  }
}
