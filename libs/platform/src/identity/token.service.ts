import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { currentActor, type ProductScope } from '../auth/actor.ts';
import { isTokenScope, type TokenScope } from '../auth/permissions.ts';
import { newSecret } from '../auth/secret-token.ts';
import { UnitOfWork } from '../database/index.ts';
import { DomainError } from '../errors/index.ts';
import type { ApiToken } from './api-token.entity.ts';
import { ApiTokenRepository } from './api-token.repository.ts';
import { Audit } from './audit.ts';

export interface NewToken {
  readonly name: string;
  readonly scopes: readonly string[];
  /** Product ids; null = all. */
  readonly productScope: ProductScope;
  readonly expiresAt?: Date | null;
}

@Injectable()
export class TokenService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly tokens: ApiTokenRepository,
    private readonly audit: Audit,
  ) {}

  list(): Promise<ApiToken[]> {
    return this.tokens.list();
  }

  /** `secret` is returned this once and never again. Throws INVALID_INPUT. */
  async create(wanted: NewToken): Promise<{ token: ApiToken; secret: string }> {
    const { secret, hash } = newSecret('fabt');
    const token: ApiToken = {
      tokenId: uuidv7(),
      name: checkedName(wanted.name),
      tokenHash: hash,
      scopes: checkedScopes(wanted.scopes),
      productScope: wanted.productScope,
      createdBy: currentActor()?.name ?? 'Fabwright',
      createdAt: new Date(),
      lastUsedAt: null,
      expiresAt: checkedExpiry(wanted.expiresAt ?? null),
      revokedAt: null,
    };
    await this.uow.run(async () => {
      await this.tokens.insert(token);
      await this.audit.record({
        action: 'tokens.created',
        subject: token.tokenId,
        detail: { name: token.name, scopes: token.scopes, productScope: token.productScope },
      });
    });
    return { token, secret };
  }

  /** Revoking again changes nothing. Throws NOT_FOUND. */
  async revoke(tokenId: string): Promise<ApiToken> {
    return this.uow.run(async () => {
      const token = await this.tokens.byId(tokenId);
      if (!token) throw new DomainError('NOT_FOUND', 'There is no such token.');
      if (token.revokedAt) return token;
      const revokedAt = new Date();
      await this.tokens.revoke(tokenId, revokedAt);
      await this.audit.record({ action: 'tokens.revoked', subject: tokenId, detail: { name: token.name } });
      return { ...token, revokedAt };
    });
  }
}

function refused(field: string, reason: string, message: string): DomainError {
  return new DomainError('INVALID_INPUT', message, { detail: { field, reason } });
}

function checkedName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '' || trimmed.length > 80)
    throw refused('name', 'name-form', 'A token’s name has 1 to 80 characters.');
  return trimmed;
}

function checkedScopes(scopes: readonly string[]): TokenScope[] {
  const wrong = scopes.find((scope) => !isTokenScope(scope));
  if (wrong !== undefined) throw refused('scopes', 'scope-unknown', `A token can't have the scope ${wrong}.`);
  if (scopes.length === 0) throw refused('scopes', 'scope-missing', 'A token needs at least one scope.');
  return [...new Set(scopes.filter(isTokenScope))];
}

function checkedExpiry(expiresAt: Date | null): Date | null {
  if (expiresAt && expiresAt <= new Date()) throw refused('expiresAt', 'expiry-past', 'This time has passed already.');
  return expiresAt;
}
