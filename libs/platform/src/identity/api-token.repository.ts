import { Injectable } from '@nestjs/common';
import { isTokenScope } from '../auth/permissions.ts';
import { UnitOfWork } from '../database/index.ts';
import { ApiToken } from './api-token.entity.ts';

@Injectable()
export class ApiTokenRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async insert(token: ApiToken): Promise<void> {
    await this.uow.repo(ApiToken).insert(token);
  }

  list(): Promise<ApiToken[]> {
    return this.uow.repo(ApiToken).find({ order: { createdAt: 'DESC', tokenId: 'ASC' } });
  }

  byId(tokenId: string): Promise<ApiToken | null> {
    return this.uow.repo(ApiToken).findOneBy({ tokenId });
  }

  async revoke(tokenId: string, at: Date): Promise<void> {
    await this.uow.repo(ApiToken).update({ tokenId }, { revokedAt: at });
  }

  /** The token with this hash that still holds; its use is noted once a minute. */
  async use(hash: Buffer): Promise<ApiToken | undefined> {
    const token = await this.uow.repo(ApiToken).findOneBy({ tokenHash: hash });
    if (!token || token.revokedAt || (token.expiresAt && token.expiresAt <= new Date())) return undefined;
    if (!token.lastUsedAt || Date.now() - token.lastUsedAt.getTime() > 60_000) {
      await this.uow.repo(ApiToken).update({ tokenId: token.tokenId }, { lastUsedAt: new Date() });
    }
    return { ...token, scopes: token.scopes.filter(isTokenScope) };
  }
}
