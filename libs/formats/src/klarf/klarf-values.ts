import type { MarkSide } from './defect-file.ts';
import type { KlarfContext } from './klarf-context.ts';
import { shown } from './klarf-context.ts';
import { klarfTime, type KlarfTime } from './klarf-clock.ts';
import type { KlarfToken } from './klarf-token-reader.ts';

/** Degrees as SEMI E5 counts them, clockwise from the bottom. */
const SIDE_BY_DEGREES: Readonly<Record<string, MarkSide>> = { '0': 'down', '90': 'left', '180': 'up', '270': 'right' };
const SIDES: readonly MarkSide[] = ['up', 'down', 'left', 'right'];

/** UP, DOWN, LEFT, RIGHT, or degrees (1.8). Null when it says neither. */
export function markOf(context: KlarfContext, text: string): MarkSide | null {
  const side = SIDES.find((known) => known === text.trim().toLowerCase());
  if (side !== undefined) return side;
  const turned = SIDE_BY_DEGREES[text.trim()];
  if (turned === 'left' || turned === 'right') {
    const message = () =>
      `The notch or flat is said to lie at ${text}°; that was read as ${turned}, clockwise from the bottom.`;
    context.warn('mark-assumed', message);
  }
  return turned ?? null;
}

export function markTypeOf(text: string): 'notch' | 'flat' | null {
  const type = text.trim().toLowerCase();
  return type === 'notch' || type === 'flat' ? type : null;
}

/** A pair of finite numbers of a statement. */
export function pairOf(context: KlarfContext, tokens: readonly KlarfToken[]): readonly [number, number] {
  const [first, second] = tokens;
  if (first === undefined || second === undefined || tokens.length > 2) {
    throw context.fail('unexpected-text', `${context.record} has ${tokens.length} values where two belong`);
  }
  const pair = [context.number(first), context.number(second)] as const;
  if (pair.some((value) => Number.isNaN(value))) {
    throw context.fail('not-a-number', `${context.record} has a value that is not available`);
  }
  return pair;
}

/** The pitch of the dies, which must be above 0. */
export function pitchOf(context: KlarfContext, tokens: readonly KlarfToken[]): readonly [number, number] {
  const pitch = pairOf(context, tokens);
  if (pitch.every((value) => value > 0)) return pitch;
  throw context.fail('not-a-number', `${context.record} is ${pitch.join(' by ')}; a die is larger than that`);
}

/** Date and time, the first two of `tokens`; null, when they name no instant. */
export function timeOf(tokens: readonly KlarfToken[]): KlarfTime | null {
  return klarfTime(tokens[0]?.text ?? '', tokens[1]?.text ?? '');
}

/** 1 to 99, else null: a slot is a help, and no reason to refuse a file. */
export function slotOf(text: string | undefined): number | null {
  const slot = Number(text);
  return Number.isInteger(slot) && slot >= 1 && slot <= 99 ? slot : null;
}

/** Some writers say whether coordinates are mirrored; which way is not told, so they are taken as they are. */
export function noteMirrored(context: KlarfContext, text: string): void {
  if (text.trim().toLowerCase() !== 'yes') return;
  const message = () => 'The file says that its coordinates are mirrored; they were taken as they are.';
  context.warn('coordinates-mirrored', message);
}

export function unexpected(context: KlarfContext, token: KlarfToken, expected: string): Error {
  return context.fail('unexpected-text', `"${shown(token.text)}" stands where ${expected} belongs`);
}
