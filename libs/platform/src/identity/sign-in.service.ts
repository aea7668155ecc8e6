import { Injectable } from '@nestjs/common';
import { newSecret, hashSecret } from '../auth/secret-token.ts';
import { UnitOfWork } from '../database/index.ts';
import { DomainError } from '../errors/index.ts';
import type { Account } from './account.entity.ts';
import { AccountRepository } from './account.repository.ts';
import { Audit } from './audit.ts';
import { passwordFits } from './password.ts';
import { type SessionOrigin, SessionRepository } from './session.repository.ts';
import { SignInLimiter } from './sign-in-limiter.ts';

export interface SignedIn {
  readonly account: Account;
  /** Goes into the cookie, nowhere else. */
  readonly secret: string;
}

@Injectable()
export class SignInService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionRepository,
    private readonly limiter: SignInLimiter,
    private readonly audit: Audit,
  ) {}

  /** Throws UNAUTHENTICATED, the same whatever was wrong, and TOO_MANY_REQUESTS. */
  async signIn(login: string, password: string, origin: SessionOrigin): Promise<SignedIn> {
    const address = origin.address ?? 'unknown';
    await this.limiter.admit(login, address);
    const account = await this.accounts.byLogin(login);
    const fits = await passwordFits(account?.passwordHash, password);
    if (!account || !fits || account.disabledAt) {
      throw new DomainError('UNAUTHENTICATED', 'Account and password do not fit together.');
    }
    await this.limiter.forgive(login, address);
    return this.open(account, origin);
  }

  /** Opens a session for somebody who has proved who they are. */
  async open(account: Account, origin: SessionOrigin): Promise<SignedIn> {
    const { secret, hash } = newSecret('fabs');
    await this.uow.run(async () => {
      await this.sessions.insert(hash, account.accountId, origin);
      await this.audit.record({
        action: 'session.opened',
        subject: account.accountId,
        detail: { address: origin.address ?? null },
        actor: { kind: 'person', id: account.accountId, name: account.name },
      });
    });
    return { account, secret };
  }

  async signOut(secret: string): Promise<void> {
    await this.sessions.delete(hashSecret(secret));
  }
}
