export { Account } from './account.entity.ts';
export { ApiToken } from './api-token.entity.ts';
export { Audit, type AuditFact } from './audit.ts';
export { Bootstrap, type FirstAccount } from './bootstrap.ts';
export { IdentityApiModule, IdentityModule } from './identity.module.ts';
export { type InviteLink } from './invite.service.ts';
export { PeopleService } from './people.service.ts';
export { type NewToken, TokenService } from './token.service.ts';
