import { createHash, randomBytes } from 'node:crypto';

/** Prefixes let a leaked secret be recognised, by our own log redaction too. */
export type SecretKind = 'fabs' | 'fabt' | 'fabi';

export interface NewSecret {
  /** Shown or sent once, never stored. */
  readonly secret: string;
  /** What the database keeps. */
  readonly hash: Buffer;
}

/** A random secret of 256 bits: guessing is hopeless, so a plain SHA-256 is enough to store it. */
export function newSecret(kind: SecretKind): NewSecret {
  const secret = `${kind}_${randomBytes(32).toString('base64url')}`;
  return { secret, hash: hashSecret(secret) };
}

export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
