/** How the bins of a map are written; the names are those of SEMI G85 and E142, in lower case. */
export type BinType = 'ascii' | 'decimal' | 'hexadecimal' | 'integer2';

const DIGITS_PER_BIN: Readonly<Record<BinType, number>> = { ascii: 1, decimal: 3, hexadecimal: 2, integer2: 4 };
const RADIX: Readonly<Record<BinType, number>> = { ascii: 10, decimal: 10, hexadecimal: 16, integer2: 16 };
const SHAPE: Readonly<Record<BinType, RegExp>> = {
  ascii: /^[^\p{Cc}]$/u,
  decimal: /^\d{1,5}$/,
  hexadecimal: /^[\da-f]{1,4}$/i,
  integer2: /^[\da-f]{1,4}$/i,
};

/** Null for a type that is none of them. */
export function binTypeOf(text: string): BinType | null {
  const type = text.trim().toLowerCase();
  return type in DIGITS_PER_BIN ? (type as BinType) : null;
}

/**
 * The codes of a row of dies: parted by blanks, or each of the same number of characters (that of `nullBin` where the
 * file tells one). Blanks part nothing in an ASCII map, where one may be a bin itself. Null when a part is left over.
 */
export function codesOf(row: string, type: BinType, nullBin: string): string[] | null {
  const line = row.replaceAll(/^[\r\n\t]+|[\r\n\t]+$/g, '');
  if (type === 'ascii') return Array.from(line);
  const parted = line.trim().split(/\s+/);
  if (parted.length > 1) return parted;
  const width = nullBin === '' ? DIGITS_PER_BIN[type] : nullBin.length;
  const codes = parted[0] ?? '';
  if (codes.length % width !== 0) return null;
  return Array.from({ length: codes.length / width }, (_, at) => codes.slice(at * width, (at + 1) * width));
}

/**
 * The number of a bin: the code's value. A character of an ASCII map is its digit, and any other its code point, so
 * that "1" is bin 1 and "A" bin 65. Null when the code can't be of this type.
 */
export function binNumber(code: string, type: BinType): number | null {
  if (!SHAPE[type].test(code)) return null;
  if (type === 'ascii' && !/^\d$/.test(code)) return code.codePointAt(0) ?? null;
  return Number.parseInt(code, RADIX[type]);
}
