import { Body, Controller, Get, Headers, HttpCode, Ip, Post, Req, Res } from '@nestjs/common';
import { stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { CurrentActor, Allow, Public } from '../auth/access.decorators.ts';
import type { Actor, ProductScope } from '../auth/actor.ts';
import { credentialsOf, isForeign, SESSION_COOKIE } from '../auth/credentials.ts';
import { FabConfig } from '../config/index.ts';
import { DomainError } from '../errors/index.ts';
import { AccountRepository } from './account.repository.ts';
import { InviteService } from './invite.service.ts';
import { type SignedIn, SignInService } from './sign-in.service.ts';

const SignInBody = z.object({ account: z.string().min(1).max(200), password: z.string().min(1).max(1000) });
const InviteBody = z.object({
  token: z.string().max(200),
  password: z.string().max(1000),
  name: z.string().max(120).optional(),
});

interface SessionView {
  readonly account: string;
  readonly name: string;
  readonly role: string | null;
  readonly permissions: readonly string[];
  readonly productScope: ProductScope;
  readonly fabTimeZone: string;
  readonly weekStart: string;
  readonly fabName: string;
}

/** Sign in, sign out, who am I: before GraphQL, because GraphQL needs the answer. */
@Controller('auth')
export class AuthController {
  constructor(
    private readonly signIns: SignInService,
    private readonly invites: InviteService,
    private readonly accounts: AccountRepository,
    private readonly config: FabConfig,
  ) {}

  @Public()
  @Post('sign-in')
  @HttpCode(200)
  async signIn(
    @Body() body: unknown,
    @Req() request: Request,
    @Ip() address: string,
    @Headers('user-agent') userAgent: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ account: string; name: string; role: string }> {
    this.#refuseForeign(request);
    const { account, password } = parse(SignInBody, body);
    return this.#welcome(response, await this.signIns.signIn(account, password, { address, userAgent }));
  }

  @Public()
  @Post('accept-invite')
  @HttpCode(200)
  async acceptInvite(
    @Body() body: unknown,
    @Req() request: Request,
    @Ip() address: string,
    @Headers('user-agent') userAgent: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ account: string; name: string; role: string }> {
    this.#refuseForeign(request);
    const { token, password, name } = parse(InviteBody, body);
    const { accountId } = await this.invites.accept(token, password, name);
    const account = await this.accounts.byId(accountId);
    if (!account) throw new DomainError('GONE', 'The account was removed meanwhile.');
    return this.#welcome(response, await this.signIns.open(account, { address, userAgent }));
  }

  @Allow('self:write')
  @Post('sign-out')
  @HttpCode(204)
  async signOut(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    const credentials = credentialsOf(request.headers);
    if (credentials.kind === 'session') await this.signIns.signOut(credentials.secret);
    response.setHeader('set-cookie', this.#cookie('', 0));
  }

  @Allow('self:write')
  @Get('session')
  async session(@CurrentActor() actor: Actor): Promise<SessionView> {
    const account = await this.accounts.byId(actor.id);
    return {
      account: account?.login ?? actor.name,
      name: actor.name,
      role: actor.role,
      permissions: [...actor.permissions],
      productScope: actor.productScope,
      fabTimeZone: this.config.fab.timeZone,
      weekStart: this.config.fab.weekStart,
      fabName: this.config.fab.name,
    };
  }

  #welcome(response: Response, { account, secret }: SignedIn): { account: string; name: string; role: string } {
    // The browser forgets it when it must be long dead; the server decides when it really ends.
    response.setHeader('set-cookie', this.#cookie(secret, 30 * 24 * 3600));
    response.setHeader('cache-control', 'no-store');
    return { account: account.login, name: account.name, role: account.role };
  }

  /** A foreign page must not sign somebody in as somebody else either. */
  #refuseForeign(request: Request): void {
    if (isForeign(request.headers, this.config.server.publicUrl)) {
      throw new DomainError('FORBIDDEN', 'Sign in from the dashboard’s own page.');
    }
  }

  #cookie(value: string, maxAge: number): string {
    const secure = this.config.server.publicUrl?.startsWith('https:') ?? false;
    return stringifySetCookie(SESSION_COOKIE, value, { httpOnly: true, sameSite: 'lax', path: '/', maxAge, secure });
  }
}

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join('.'));
  throw new DomainError('INVALID_INPUT', `Missing or not valid: ${fields.join(', ')}.`, { detail: { fields } });
}
