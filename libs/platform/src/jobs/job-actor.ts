import { Injectable } from '@nestjs/common';
import { type Actor, personActor, tokenActor } from '../auth/actor.ts';
import { DomainError } from '../errors/index.ts';
import { AccountRepository } from '../identity/account.repository.ts';
import { ApiTokenRepository } from '../identity/api-token.repository.ts';
import type { JobRecord } from './job-record.ts';

/** On whose behalf a job runs, with the rights they have now, not those they had when they asked. */
@Injectable()
export class JobActor {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly tokens: ApiTokenRepository,
  ) {}

  /** Undefined for the system. Throws FORBIDDEN when who asked has lost access meanwhile. */
  async of({ askedByKind, askedById }: JobRecord): Promise<Actor | undefined> {
    if (askedByKind === 'system' || askedById === null) return undefined;
    if (askedByKind === 'token') {
      const token = await this.tokens.byId(askedById);
      if (token && !token.revokedAt) return tokenActor(token);
    } else {
      const account = await this.accounts.byId(askedById);
      if (account && !account.disabledAt) return personActor(account);
    }
    throw new DomainError('FORBIDDEN', 'Who asked for this job has no access any more.');
  }
}
