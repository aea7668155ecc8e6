import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { ELEMENT_BYTES, type ElementType } from './typed-array.ts';

/** Building blocks of the contracts: each says in its error what the sender has to change. */

/** PostgreSQL text holds no NUL and no lone surrogate; other control characters break file names and reports. */
function isPrintable(text: string, allowed = ''): boolean {
  if (!text.isWellFormed()) return false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code < 32 || code === 127) && !allowed.includes(text.charAt(i))) return false;
  }
  return true;
}

function label(length: number) {
  const error = `must be text of 1 to ${length} characters without control characters or blanks at its ends`;
  return z
    .string({ error })
    .min(1, { error })
    .max(length, { error })
    .refine((text) => text.trim() === text && isPrintable(text), { error });
}

export const id = label(LIMITS.idLength);
export const name = label(LIMITS.nameLength);
export const note = z
  .string({ error: 'must be text' })
  .max(LIMITS.noteLength, { error: `must have at most ${LIMITS.noteLength} characters` })
  .refine((text) => isPrintable(text, '\n\r\t'), {
    error: 'must not contain control characters other than new line and tab',
  });

/** A unit may be empty: a ratio or a count has none. */
export const unit = z
  .string({ error: 'must be text; an empty text means no unit' })
  .max(LIMITS.unitLength, { error: `must have at most ${LIMITS.unitLength} characters` })
  .refine((text) => isPrintable(text), { error: 'must not contain control characters' });

const instantError = 'must be an RFC 3339 time with a zone from 1970 on, such as 2026-11-23T15:30:00+08:00';
/** Stays text in the event, so that what was sent can be told from what was made of it. */
export const instant = z.iso
  .datetime({ offset: true, error: instantError })
  .refine((text) => text >= '1970', { error: instantError });

export const finite = z.number({ error: 'must be a finite number' });
export const positive = finite.positive({ error: 'must be greater than 0' });
export const notNegative = finite.min(0, { error: 'must not be negative' });
export const fraction = finite
  .min(0, { error: 'must be a fraction from 0 to 1' })
  .max(1, { error: 'must be a fraction from 0 to 1' });

export function whole(from: number, to: number) {
  const error = `must be a whole number from ${from} to ${to}`;
  return z.int({ error }).min(from, { error }).max(to, { error });
}

export const slot = whole(1, LIMITS.slot);
export const binNumber = whole(0, LIMITS.binNumber);
export const testNumber = whole(0, 4_294_967_295);

export function listOf<T extends z.ZodType>(item: T, most: number, least = 0) {
  return z
    .array(item, { error: 'must be a list' })
    .min(least, { error: `must have at least ${least} entries` })
    .max(most, { error: `must have at most ${most} entries` });
}

export function oneOf<const T extends readonly [string, ...string[]]>(values: T) {
  return z.enum(values, { error: `must be one of ${values.join(', ')}` });
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Base64 of a little-endian typed array with at most `most` values. */
export function typedArray(type: ElementType, most: number) {
  const longest = Math.ceil((most * ELEMENT_BYTES[type]) / 3) * 4;
  const error = `must be base64 of little-endian ${type} values, padded, at most ${most} of them`;
  return z
    .string({ error })
    .max(longest, { error })
    .refine((text) => text.length % 4 === 0 && BASE64.test(text), { error });
}

export const recipe = z.object({ id, version: id });

/** Where a lot stands: `lotId` is its start lot for life, `lotNo` the name it had at that moment. */
export const lot = { lotId: id, lotNo: id };

/** Adds an issue when a span ends before it starts. Times without a readable value are reported by their own field. */
export function checkSpan(
  value: { startedAt: string; endedAt: string },
  context: { addIssue(issue: { code: 'custom'; path: string[]; message: string }): void },
): void {
  if (Date.parse(value.endedAt) < Date.parse(value.startedAt)) {
    context.addIssue({ code: 'custom', path: ['endedAt'], message: 'must not be before startedAt' });
  }
}
