/** Characters that hide between digits without being seen: zero-width, soft hyphen, bidirectional marks. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/gu;
const DIGIT = /\p{Nd}/gu;

/** Value of a decimal digit of any script: digits of a script stand in a row of ten, from its zero. */
function digitValue(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  let zero = point;
  while (point - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((point - zero) % 10);
}

/** Mathematical digits come five alphabets in a row, so counting back to a zero would miss; NFKC folds them first. */
function foldCompatible(text: string): string {
  return text.normalize('NFKC');
}

/**
 * Text in which every way of writing a digit is the ASCII one: full-width, superscript, circled, other scripts', and
 * with nothing invisible between them. `¹⁄₂` and `½` become `1⁄2`.
 */
export function plainDigits(text: string): string {
  return foldCompatible(text.replace(INVISIBLE, '')).replace(DIGIT, digitValue);
}
