import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../auth/access.decorators.ts';
import { TOKEN_SCOPES } from '../auth/permissions.ts';
import { InvalidInput, NotFound } from '../graphql/result-types.ts';
import { toResult } from '../graphql/to-result.ts';
import {
  ApiTokenCreated,
  ApiTokenResult,
  ApiTokenRevoked,
  ApiTokenView,
  CreateApiTokenInput,
  RevokeResult,
} from './identity.types.ts';
import { TokenService } from './token.service.ts';

@Resolver(() => ApiTokenView)
export class TokenResolver {
  constructor(private readonly tokens: TokenService) {}

  @Allow('tokens:write')
  @Query(() => [ApiTokenView], { name: 'apiTokens' })
  async list(): Promise<ApiTokenView[]> {
    return (await this.tokens.list()).map((token) => ApiTokenView.of(token));
  }

  @Allow('tokens:write')
  @Query(() => [String], { name: 'apiTokenScopes', description: 'Scopes that a token can be given.' })
  scopes(): readonly string[] {
    return TOKEN_SCOPES;
  }

  @Allow('tokens:write')
  @Mutation(() => ApiTokenResult)
  createApiToken(
    @Args('input', { type: () => CreateApiTokenInput }) input: CreateApiTokenInput,
  ): Promise<typeof ApiTokenResult> {
    return toResult([InvalidInput], async () => {
      const { token, secret } = await this.tokens.create({ ...input, productScope: input.productScope ?? null });
      return Object.assign(new ApiTokenCreated(), { token: ApiTokenView.of(token), secret });
    });
  }

  @Allow('tokens:write')
  @Mutation(() => RevokeResult)
  revokeApiToken(@Args('tokenId', { type: () => ID }) tokenId: string): Promise<typeof RevokeResult> {
    return toResult([NotFound], async () => new ApiTokenRevoked(ApiTokenView.of(await this.tokens.revoke(tokenId))));
  }
}
