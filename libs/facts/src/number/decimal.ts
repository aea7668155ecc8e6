/** A number's shortest decimal representation, as JavaScript prints it: 0.digits × 10^exponent. */
interface Decimal {
  negative: boolean;
  /** Significant digits without leading zeros; empty for zero. */
  digits: string;
  /** Position of the decimal point counted from the first digit. */
  exponent: number;
}

function parse(value: number): Decimal {
  if (!Number.isFinite(value)) throw new RangeError(`Only finite numbers can be printed, got ${value}.`);
  const [mantissa = '0', power = '0'] = Math.abs(value).toString().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const all = whole + fraction;
  const zeros = all.length - all.replace(/^0+/, '').length;
  return {
    negative: value < 0,
    digits: all.slice(zeros),
    exponent: whole.length - zeros + Number(power),
  };
}

/** Adds one to the last digit of a digit string; the result may be one digit longer. */
function increment(digits: string): string {
  const nines = digits.length - digits.replace(/9+$/, '').length;
  const head = digits.slice(0, digits.length - nines);
  const last = head.at(-1);
  const raised = last === undefined ? '1' : head.slice(0, -1) + String(Number(last) + 1);
  return raised + '0'.repeat(nines);
}

/** What a rounded number looks like before a locale dresses it. */
export interface RoundedDecimal {
  /** False for a number that rounds to zero, whatever its sign was. */
  readonly negative: boolean;
  readonly whole: string;
  readonly fraction: string;
}

/**
 * Rounds to `places` decimals (0…20), half away from zero, on the number's shortest decimal representation, so that
 * what is printed is what a person rounds from what they read: 1.005 gives 1.01 and 2.5 gives 3, on every engine.
 * Throws a RangeError for a number that is not finite or places outside 0…20.
 */
export function roundDecimal(value: number, places: number): RoundedDecimal {
  if (!Number.isInteger(places) || places < 0 || places > 20) {
    throw new RangeError(`Decimals must be a whole number from 0 to 20, got ${places}.`);
  }
  const { negative, digits, exponent } = parse(value);
  const padded = digits.padStart(digits.length + Math.max(0, 1 - exponent), '0');
  const point = Math.max(1, exponent);
  const filled = padded.padEnd(point + places + 1, '0');
  const kept = filled.slice(0, point + places);
  const rounded = Number(filled[point + places]) >= 5 ? increment(kept) : kept;
  const cut = rounded.length - places;
  const nonZero = /[1-9]/.test(rounded);
  return { negative: negative && nonZero, whole: rounded.slice(0, cut), fraction: rounded.slice(cut) };
}

/** A number's value moved by powers of ten without a rounding error of its own: shiftDecimal(0.9015, 2) is 90.15. */
export function shiftDecimal(value: number, places: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`Only finite numbers can be shifted, got ${value}.`);
  const [mantissa = '0', power = '0'] = value.toString().split('e');
  return Number(`${mantissa}e${Number(power) + places}`);
}

/** A fraction of 1 in percent: the one way from a computed yield to a fact's value. */
export function toPercent(fraction: number): number {
  return shiftDecimal(fraction, 2);
}

/** Power of ten of the first significant digit: 2 for 123, −2 for 0.0123; 0 for zero. */
export function magnitudeOf(value: number): number {
  const { digits, exponent } = parse(value);
  return digits === '' ? 0 : exponent - 1;
}
