import { Injectable } from '@nestjs/common';
import { currentActor } from '../auth/actor.ts';
import { hashSecret, newSecret } from '../auth/secret-token.ts';
import { UnitOfWork } from '../database/index.ts';
import { DomainError } from '../errors/index.ts';
import { AccountRepository } from './account.repository.ts';
import { Audit } from './audit.ts';
import { hashPassword, passwordProblem } from './password.ts';
import { SessionRepository } from './session.repository.ts';

export type InviteKind = 'invite' | 'reset';

/** A link that works once. `secret` is shown to who made it and nowhere kept. */
export interface InviteLink {
  readonly secret: string;
  /** Path of the dashboard's page, with the secret. */
  readonly path: string;
  readonly expiresAt: Date;
}

const VALID_HOURS: Readonly<Record<InviteKind, number>> = { invite: 7 * 24, reset: 24 };

/** One-time links by which somebody chooses a password. */
@Injectable()
export class InviteService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionRepository,
    private readonly audit: Audit,
  ) {}

  /** Makes a link; links made before for the same account stop working. */
  async create(accountId: string, kind: InviteKind): Promise<InviteLink> {
    return this.uow.run(async () => {
      const { secret, hash } = newSecret('fabi');
      await this.uow.query('DELETE FROM invite WHERE account_id = $1 AND used_at IS NULL', [accountId]);
      const [row] = await this.uow.query<{ expires_at: Date }>(
        `INSERT INTO invite (invite_hash, account_id, kind, created_by, created_at, expires_at)
         VALUES ($1, $2, $3, $4, now(), now() + make_interval(hours => $5)) RETURNING expires_at`,
        [hash, accountId, kind, currentActor()?.name ?? 'Fabwright', VALID_HOURS[kind]],
      );
      await this.audit.record({ action: `people.${kind}-link-made`, subject: accountId });
      return { secret, path: `/accept-invite?token=${secret}`, expiresAt: row?.expires_at ?? new Date() };
    });
  }

  /** Sets the password and uses the link up; other sessions of the account end. Throws GONE, INVALID_INPUT. */
  async accept(secret: string, password: string, name: string | undefined): Promise<{ accountId: string }> {
    const passwordHash = await hashPassword(password);
    return this.uow.run(async () => {
      const [invite] = await this.uow.query<{ account_id: string }>(
        `UPDATE invite SET used_at = now() WHERE invite_hash = $1 AND used_at IS NULL AND expires_at > now()
         RETURNING account_id`,
        [hashSecret(secret)],
      );
      const account = invite && (await this.accounts.byId(invite.account_id));
      if (!account || account.disabledAt) {
        throw new DomainError('GONE', 'This link was used before or has run out. Ask an administrator for a new one.');
      }
      const problem = passwordProblem(password, account.login);
      if (problem) throw new DomainError('INVALID_INPUT', PASSWORD_ADVICE[problem], { detail: { reason: problem } });
      const change = name?.trim() ? { name: name.trim() } : {};
      await this.accounts.update(account.accountId, { ...change, passwordHash, passwordChangedAt: new Date() });
      await this.sessions.deleteOf(account.accountId);
      await this.audit.record({
        action: 'people.link-used',
        subject: account.accountId,
        actor: { kind: 'person', id: account.accountId, name: account.name },
      });
      return { accountId: account.accountId };
    });
  }
}

export const PASSWORD_ADVICE = {
  'too-short': 'A password needs at least 10 characters.',
  'too-long': 'A password may have 256 characters at most.',
  'too-simple': 'This password is too easy to guess: use more different characters, and not the account’s name.',
} as const;
