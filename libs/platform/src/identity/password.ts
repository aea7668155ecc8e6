import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** argon2id with 19 MiB, 2 passes, 1 lane: OWASP's recommendation for password storage. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const MIN_PASSWORD_LENGTH = 10;
const MAX_PASSWORD_LENGTH = 256;

export const hashPassword = (password: string): Promise<string> => hash(password, COST);

/** A hash that nothing matches: checking an unknown account takes as long as a known one. */
let decoy: Promise<string> | undefined;

/** True when `password` fits. Takes the same time when there is no account or no password yet. */
export async function passwordFits(stored: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody signs in with this');
  const fits = await verify(stored ?? (await decoy), password.slice(0, MAX_PASSWORD_LENGTH));
  return fits && typeof stored === 'string';
}

/** What is wrong with a new password, as a code for the screen; undefined when it will do. */
export function passwordProblem(password: string, login: string): 'too-short' | 'too-long' | 'too-simple' | undefined {
  if ([...password].length < MIN_PASSWORD_LENGTH) return 'too-short';
  if (password.length > MAX_PASSWORD_LENGTH) return 'too-long';
  if (new Set(password).size < 4 || password.toLowerCase().includes(login.toLowerCase())) return 'too-simple';
  return undefined;
}

/** Letters and digits that look different in every font. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Four groups of four characters, 79 bits, easy to read aloud and to type. */
export function generatePassword(): string {
  const group = (): string => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: 4 }, group).join('-');
}
