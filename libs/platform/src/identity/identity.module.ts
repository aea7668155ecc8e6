import { Global, Module } from '@nestjs/common';
import { Authenticator } from '../auth/authenticator.ts';
import { AccountRepository } from './account.repository.ts';
import { ApiTokenRepository } from './api-token.repository.ts';
import { Audit } from './audit.ts';
import { AuditRepository } from './audit.repository.ts';
import { AuditResolver } from './audit.resolver.ts';
import { AuthController } from './auth.controller.ts';
import { Bootstrap } from './bootstrap.ts';
import { ContactResolver } from './contact.resolver.ts';
import { IdentityAuthenticator } from './identity.authenticator.ts';
import { InviteService } from './invite.service.ts';
import { MeResolver } from './me.resolver.ts';
import { PeopleResolver } from './people.resolver.ts';
import { PeopleService } from './people.service.ts';
import { SessionRepository } from './session.repository.ts';
import { SignInLimiter } from './sign-in-limiter.ts';
import { SignInService } from './sign-in.service.ts';
import { TokenResolver } from './token.resolver.ts';
import { TokenService } from './token.service.ts';

/** People and tokens, without a way in: what the worker and scripts need. */
@Global()
@Module({
  providers: [
    AccountRepository,
    ApiTokenRepository,
    Audit,
    Bootstrap,
    InviteService,
    PeopleService,
    SessionRepository,
    TokenService,
    IdentityAuthenticator,
    { provide: Authenticator, useExisting: IdentityAuthenticator },
  ],
  exports: [
    Audit,
    Authenticator,
    Bootstrap,
    InviteService,
    PeopleService,
    TokenService,
    AccountRepository,
    ApiTokenRepository,
    SessionRepository,
  ],
})
export class IdentityModule {}

/** The ways in: sign-in by HTTP, people and tokens by GraphQL. */
@Module({
  imports: [IdentityModule],
  controllers: [AuthController],
  providers: [
    AuditRepository,
    AuditResolver,
    ContactResolver,
    SignInLimiter,
    SignInService,
    MeResolver,
    PeopleResolver,
    TokenResolver,
  ],
})
export class IdentityApiModule {}
