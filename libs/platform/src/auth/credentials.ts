import type { IncomingHttpHeaders } from 'node:http';
import { parseCookie } from 'cookie';

export const SESSION_COOKIE = 'fab_session';
export const CSRF_HEADER = 'x-fabwright-csrf';

/** What a request brought to say who it is. */
export type Credentials =
  | { readonly kind: 'token'; readonly secret: string }
  | { readonly kind: 'session'; readonly secret: string }
  | { readonly kind: 'none' };

/** A token wins over a cookie: a machine names itself on purpose, a cookie is sent by itself. */
export function credentialsOf(headers: IncomingHttpHeaders): Credentials {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer) return { kind: 'token', secret: bearer };
  const session = parseCookie(headers.cookie ?? '')[SESSION_COOKIE];
  return session ? { kind: 'session', secret: session } : { kind: 'none' };
}

const HARMLESS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that a browser signed with our cookie was meant by our own page.
 * The header can't be set by a foreign page without a preflight, which we never answer; Origin and
 * Sec-Fetch-Site are looked at besides, where the browser sends them.
 */
export function isForged(method: string, headers: IncomingHttpHeaders, publicUrl: string | undefined): boolean {
  if (HARMLESS.has(method.toUpperCase())) return false;
  return headers[CSRF_HEADER] !== '1' || isForeign(headers, publicUrl);
}

/** True when the browser says that another site's page sent the request. */
export function isForeign(headers: IncomingHttpHeaders, publicUrl: string | undefined): boolean {
  const site = headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site') return true;
  return headers.origin !== undefined && !isOwnOrigin(headers.origin, headers.host, publicUrl);
}

function isOwnOrigin(origin: string, host: string | undefined, publicUrl: string | undefined): boolean {
  if (publicUrl && origin === new URL(publicUrl).origin) return true;
  try {
    return host !== undefined && new URL(origin).host === host;
  } catch {
    return false;
  }
}
