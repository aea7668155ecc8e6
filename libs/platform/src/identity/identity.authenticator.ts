import { Injectable } from '@nestjs/common';
import { type Actor, personActor, tokenActor } from '../auth/actor.ts';
import { Authenticator, type AuthRequest } from '../auth/authenticator.ts';
import { credentialsOf, isForeign, isForged } from '../auth/credentials.ts';
import { hashSecret } from '../auth/secret-token.ts';
import { FabConfig } from '../config/index.ts';
import { DomainError } from '../errors/index.ts';
import { ApiTokenRepository } from './api-token.repository.ts';
import { SessionRepository } from './session.repository.ts';

@Injectable()
export class IdentityAuthenticator extends Authenticator {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly tokens: ApiTokenRepository,
    private readonly config: FabConfig,
  ) {
    super();
  }

  override async authenticate(request: AuthRequest): Promise<Actor | undefined> {
    const credentials = credentialsOf(request.headers);
    if (credentials.kind === 'token') return this.#machine(credentials.secret);
    if (credentials.kind === 'none') return undefined;
    if (isForged(request.method ?? 'POST', request.headers, this.config.server.publicUrl)) {
      throw new DomainError('FORBIDDEN', 'A request that changes something must come from the dashboard’s own page.');
    }
    return this.#person(credentials.secret);
  }

  override async authenticateSocket(request: AuthRequest): Promise<Actor | undefined> {
    const credentials = credentialsOf(request.headers);
    if (credentials.kind === 'token') return this.#machine(credentials.secret);
    if (credentials.kind === 'none' || isForeign(request.headers, this.config.server.publicUrl)) return undefined;
    return this.#person(credentials.secret);
  }

  async #machine(secret: string): Promise<Actor | undefined> {
    const token = await this.tokens.use(hashSecret(secret));
    return token && tokenActor(token);
  }

  async #person(secret: string): Promise<Actor | undefined> {
    const account = await this.sessions.use(hashSecret(secret));
    return account && personActor(account);
  }
}
