import type { IncomingHttpHeaders } from 'node:http';
import type { Actor } from './actor.ts';

/** What the guard and the sockets need of a request. */
export interface AuthRequest {
  readonly method?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** Finds out who asks. The guard's port; identity implements it. */
export abstract class Authenticator {
  /** Undefined when nobody has signed in. Throws FORBIDDEN for a request that another site's page forged. */
  abstract authenticate(request: AuthRequest): Promise<Actor | undefined>;

  /** For an upgrade to a WebSocket: the browser adds the cookie by itself, so Origin must be ours. */
  abstract authenticateSocket(request: AuthRequest): Promise<Actor | undefined>;
}
