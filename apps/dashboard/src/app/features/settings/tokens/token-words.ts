import type { ApiTokenFragment } from '@fabwright/data-access';
import type { Status } from '@fabwright/ui';

export type TokenState = 'active' | 'expired' | 'revoked';

export const TOKEN_STATUS: Readonly<Record<TokenState, Status>> = {
  active: 'ok',
  expired: 'stale',
  revoked: 'outline',
};

/** Revoked by somebody, run out by itself, or good. */
export function tokenState(
  { revokedAt, expiresAt }: Pick<ApiTokenFragment, 'revokedAt' | 'expiresAt'>,
  now = Date.now(),
): TokenState {
  if (revokedAt) return 'revoked';
  return expiresAt && Date.parse(expiresAt) <= now ? 'expired' : 'active';
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long a new token may hold, in days; null = until it is revoked. */
export const LIFETIMES = { month: 30, quarter: 90, year: 365, open: null } as const;
export type Lifetime = keyof typeof LIFETIMES;

/** When a token made now runs out: ISO, or null. */
export function expiryOf(lifetime: Lifetime, now = Date.now()): string | null {
  const days = LIFETIMES[lifetime];
  return days === null ? null : new Date(now + days * DAY_MS).toISOString();
}
