export { Allow, CurrentActor, Public } from './access.decorators.ts';
export {
  actingAs,
  type Actor,
  currentActor,
  inScope,
  personActor,
  type ProductScope,
  requireActor,
  tokenActor,
} from './actor.ts';
export { AuthGuard, type GraphQLContext } from './auth.guard.ts';
export { Authenticator, type AuthRequest } from './authenticator.ts';
export { CSRF_HEADER, SESSION_COOKIE } from './credentials.ts';
export {
  isRole,
  isTokenScope,
  type Permission,
  PERMISSIONS,
  type Role,
  ROLE_NAMES,
  ROLES,
  TOKEN_SCOPES,
  type TokenScope,
} from './permissions.ts';
