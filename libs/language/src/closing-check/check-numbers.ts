import { formatFact, type FactDraft, type FactStyle, type Locale } from '@fabwright/facts';
import { findNumberWords } from './number-words.ts';
import { tokenise, type NumberToken } from './number-tokens.ts';
import { plainDigits } from './plain-digits.ts';

/**
 * Why a piece of text may not be printed. `not-a-fact`: no fact has these digits. `other-unit`, `other-sign`: a fact
 * has them, with another unit or sign. `number-word`: a number in words. `unknown-name`: an id that is no name here.
 */
export type ViolationReason = 'not-a-fact' | 'other-unit' | 'other-sign' | 'number-word' | 'unknown-name';

export interface NumberViolation {
  readonly reason: ViolationReason;
  readonly text: string;
  /** The words around it. */
  readonly context: string;
}

export type NumberCheck =
  | { readonly kind: 'ok'; /** Numbers found, each a formatted fact. */ readonly numbers: number }
  | { readonly kind: 'refused'; readonly violations: readonly NumberViolation[] };

export interface CheckOptions {
  /**
   * Further texts that may stand on the page because the formatter printed them: axis ticks, page numbers, the time
   * it was made, fact ids and keys. Each is allowed as a whole, to the letter.
   */
  readonly alsoPrinted?: readonly string[];
}

const STYLES: readonly FactStyle[] = ['full', 'value', 'magnitude', 'bare'];
/** Stands where an allowed name was: it is no letter and no digit. */
const MASK = '\uE000';
const CONTEXT = 24;

/**
 * The closing check of a finished text or page: every number in it must be a formatted fact, digit for digit, with
 * the fact's unit and sign; every id must be a name among the facts. Full-width and other scripts' digits, numbers in
 * English words and in Chinese numerals are found too. A number without a unit beside it (a table cell, "from 0.79 to
 * 2.53 pp") has to match a fact's digits only.
 *
 * What it can't see: a true fact in the wrong place. That is what the span → fact map is for.
 */
export function checkNumbers(
  text: string,
  facts: readonly FactDraft[],
  locale: Locale,
  { alsoPrinted = [] }: CheckOptions = {},
): NumberCheck {
  const plain = plainDigits(text);
  const allowed = allowedTexts(facts, locale);
  const others = alsoPrinted.map(plainDigits);
  const masked = maskNames(plain, [...allowed.names, ...others.filter((other) => !isBareNumber(other))]);
  const known = [...allowed.quantities, ...others].flatMap((piece) => tokenise(piece).numbers);
  const { numbers, ids } = tokenise(masked);
  const violations = [
    ...numbers.flatMap((token) => judgeNumber(token, known, masked)),
    ...ids.map((id): NumberViolation => ({ reason: 'unknown-name', text: id.text, context: around(masked, id) })),
    ...findNumberWords(masked).map(
      (word): NumberViolation => ({ reason: 'number-word', text: word.text, context: around(masked, word) }),
    ),
  ];
  return violations.length === 0 ? { kind: 'ok', numbers: numbers.length } : { kind: 'refused', violations };
}

/** A text that is only a number must not open the door to that number with any unit: it is matched as a number. */
function isBareNumber(text: string): boolean {
  return /^[\d.,\s%+−-]*$/u.test(text);
}

/** Names, dates and periods are allowed as whole texts; quantities number by number. */
function allowedTexts(facts: readonly FactDraft[], locale: Locale): { names: string[]; quantities: string[] } {
  const names: string[] = [];
  const quantities: string[] = [];
  for (const fact of facts) {
    const isQuantity = fact.type === 'quantity' || fact.type === 'share';
    for (const style of STYLES) {
      const printed = plainDigits(formatFact(fact, locale, style));
      (isQuantity || isBareNumber(printed) ? quantities : names).push(printed);
    }
  }
  return { names, quantities };
}

const WORD_END = /[\p{Script=Latin}\p{Script=Greek}\d_]/u;

/** Whether the text goes on with more of the same word: a letter or digit, or one after a joining mark. */
function goesOn(next: string, afterNext: string): boolean {
  if (WORD_END.test(next)) return true;
  return /[-.,_]/.test(next) && WORD_END.test(afterNext);
}

function maskNames(text: string, names: readonly string[]): string {
  const longestFirst = [...new Set(names)].filter((name) => name !== '').sort((a, b) => b.length - a.length);
  return longestFirst.reduce(maskName, text);
}

/** Whether the name found at `at` is only a part of a longer word, and so another name. */
function isPartOfWord(text: string, name: string, at: number): boolean {
  const end = at + name.length;
  const char = (position: number): string => text.charAt(position);
  const startsInside = WORD_END.test(name.charAt(0)) && goesOn(char(at - 1), char(at - 2));
  return startsInside || (WORD_END.test(name.charAt(name.length - 1)) && goesOn(char(end), char(end + 1)));
}

function maskName(text: string, name: string): string {
  let result = '';
  let from = 0;
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, from)) {
    result += text.slice(from, at) + (isPartOfWord(text, name, at) ? name : MASK);
    from = at + name.length;
  }
  return result + text.slice(from);
}

function judgeNumber(token: NumberToken, known: readonly NumberToken[], text: string): NumberViolation[] {
  const sameDigits = known.filter((candidate) => candidate.digits === token.digits);
  const sameUnit = sameDigits.filter((candidate) => token.unit === '' || candidate.unit === token.unit);
  // A sign must be the fact's own; left out, it is a size beside a word for its direction.
  if (sameUnit.some((candidate) => token.sign === '' || candidate.sign === token.sign)) return [];
  const [reason, printed]: [ViolationReason, string] =
    sameDigits.length === 0
      ? ['not-a-fact', token.digits]
      : [sameUnit.length === 0 ? 'other-unit' : 'other-sign', `${token.sign}${token.digits} ${token.unit}`.trim()];
  return [{ reason, text: printed, context: around(text, token) }];
}

function around(text: string, { index }: { readonly index: number }): string {
  return text.slice(Math.max(0, index - CONTEXT), index + CONTEXT).replaceAll(MASK, '…');
}
