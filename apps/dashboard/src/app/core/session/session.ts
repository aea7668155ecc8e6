/** Who is signed in, and what the fab is, as `GET /auth/session` says. */
export interface Session {
  readonly account: string;
  readonly name: string;
  readonly role: string;
  readonly permissions: readonly string[];
  /** Products this person may see; null = all. */
  readonly productScope: readonly string[] | null;
  /** IANA zone in which the fab's days and weeks are counted. */
  readonly fabTimeZone: string;
  readonly weekStart: string;
  readonly fabName: string;
}

/** Why a sign-in did not work: the person can act on each. */
export type SignInProblem =
  | { readonly kind: 'refused' }
  | { readonly kind: 'too-many'; readonly retryAfterSeconds: number }
  | { readonly kind: 'unreachable' };
