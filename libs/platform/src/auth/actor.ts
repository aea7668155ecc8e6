import { ClsServiceManager } from 'nestjs-cls';
import { DomainError } from '../errors/index.ts';
import { type Permission, type Role, ROLES, type TokenScope } from './permissions.ts';

/** Product ids somebody may see; null = all. Repositories apply it in SQL, aggregates included. */
export type ProductScope = readonly string[] | null;

/** Who asks: a person who signed in, or a machine with a token. */
export interface Actor {
  readonly kind: 'person' | 'token';
  /** account_id or token_id. */
  readonly id: string;
  /** For the audit and for "by whom" on screens. */
  readonly name: string;
  /** null for a token. */
  readonly role: Role | null;
  readonly permissions: ReadonlySet<Permission>;
  readonly productScope: ProductScope;
}

export function personActor(account: {
  accountId: string;
  name: string;
  role: Role;
  productScope: ProductScope;
}): Actor {
  return {
    kind: 'person',
    id: account.accountId,
    name: account.name,
    role: account.role,
    permissions: new Set(ROLES[account.role]),
    productScope: account.productScope,
  };
}

export function tokenActor(token: {
  tokenId: string;
  name: string;
  scopes: readonly TokenScope[];
  productScope: ProductScope;
}): Actor {
  return {
    kind: 'token',
    id: token.tokenId,
    name: token.name,
    role: null,
    permissions: new Set<Permission>(token.scopes),
    productScope: token.productScope,
  };
}

const KEY = 'actor';

/** Who asks in the request at hand; undefined in jobs, consumers and public routes. */
export function currentActor(): Actor | undefined {
  const cls = ClsServiceManager.getClsService();
  return cls.isActive() ? cls.get<Actor | undefined>(KEY) : undefined;
}

/** Throws UNAUTHENTICATED when nobody has signed in. */
export function requireActor(): Actor {
  const actor = currentActor();
  if (!actor) throw new DomainError('UNAUTHENTICATED', 'Sign in first.');
  return actor;
}

export function rememberActor(actor: Actor): void {
  const cls = ClsServiceManager.getClsService();
  if (cls.isActive()) cls.set(KEY, actor);
}

/** Runs `work` as `actor`, e.g. a job on behalf of who asked for it. */
export function actingAs<T>(actor: Actor, work: () => T): T {
  const cls = ClsServiceManager.getClsService();
  return cls.run({ ifNested: 'inherit' }, () => {
    cls.set(KEY, actor);
    return work();
  });
}

/** True when `productId` lies in the scope. */
export function inScope(scope: ProductScope, productId: string): boolean {
  return scope === null || scope.includes(productId);
}
