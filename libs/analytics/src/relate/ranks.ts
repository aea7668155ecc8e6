import { addAt, at } from '../inference/accumulate.ts';

/** Digits of the radix sort: three passes over 11 bits each. */
const RADIX = 2048;
const PASSES = [0, 11, 22] as const;

/** Ranks columns of one length again and again in the same memory. */
export interface Ranker {
  /**
   * Positions of `values` in ascending order, those with NaN left out. Values are compared as 32-bit floats (what a
   * tester records). The answer is overwritten by the next call.
   */
  order(values: ArrayLike<number>): Int32Array;
}

/** Unsigned key that sorts as the float does: the sign bit turned, and all bits of negative numbers. */
function sortKeys(bits: Uint32Array, keys: Uint32Array, count: number): void {
  for (let i = 0; i < count; i += 1) {
    const word = bits[i] ?? 0;
    keys[i] = word >>> 31 === 1 ? ~word : word | 0x80000000;
  }
}

/** One stable pass by 11 bits from `shift` on. */
function radixPass(
  keys: Uint32Array,
  from: Int32Array,
  to: Int32Array,
  count: number,
  shift: number,
  starts: Int32Array,
): void {
  starts.fill(0);
  for (let i = 0; i < count; i += 1) {
    addAt(starts, ((at(keys, i) >>> shift) & (RADIX - 1)) + 1, 1);
  }
  for (let digit = 1; digit < RADIX; digit += 1) addAt(starts, digit, at(starts, digit - 1));
  for (let i = 0; i < count; i += 1) {
    const position = at(from, i);
    const digit = (at(keys, position) >>> shift) & (RADIX - 1);
    to[at(starts, digit)] = position;
    addAt(starts, digit, 1);
  }
}

/** A ranker for columns of `length` values. */
export function ranker(length: number): Ranker {
  const floats = new Float32Array(length);
  const bits = new Uint32Array(floats.buffer);
  const keys = new Uint32Array(length);
  const place = new Int32Array(length);
  const starts = new Int32Array(RADIX + 1);
  const one = new Int32Array(length);
  const two = new Int32Array(length);
  return {
    order(values) {
      let count = 0;
      for (let i = 0; i < length; i += 1) {
        const value = values[i] ?? Number.NaN;
        if (Number.isNaN(value)) continue;
        // −0 and 0 are one value.
        floats[count] = value + 0;
        place[count] = i;
        one[count] = count;
        count += 1;
      }
      sortKeys(bits, keys, count);
      let from = one;
      let to = two;
      for (const shift of PASSES) {
        radixPass(keys, from, to, count, shift, starts);
        [from, to] = [to, from];
      }
      for (let i = 0; i < count; i += 1) from[i] = place[from[i] ?? 0] ?? 0;
      return from.subarray(0, count);
    },
  };
}

/**
 * Mid-ranks (ties share the mean of their ranks) less their mean, written to `ranks` at the positions in `order`;
 * returns Σ of their squares, 0 when all values are equal. `order`: positions ascending by value.
 */
export function centredRanks(values: ArrayLike<number>, order: Int32Array, ranks: Float64Array): number {
  const middle = (order.length - 1) / 2;
  let squares = 0;
  for (let start = 0; start < order.length; ) {
    const value = Math.fround(values[order[start] ?? 0] ?? 0);
    let end = start + 1;
    while (end < order.length && Math.fround(values[order[end] ?? 0] ?? 0) === value) end += 1;
    const rank = (start + end - 1) / 2 - middle;
    for (let i = start; i < end; i += 1) ranks[order[i] ?? 0] = rank;
    squares += (end - start) * rank * rank;
    start = end;
  }
  return squares;
}

/** Spearman's rank correlation of complete pairs, ties by mid-ranks; NaN when one of both is constant. */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): number {
  if (x.length !== y.length) throw new RangeError(`Pairs are needed, got ${x.length} and ${y.length} values.`);
  const rank = ranker(x.length);
  const a = new Float64Array(x.length);
  const b = new Float64Array(y.length);
  const spreadA = centredRanks(x, rank.order(x), a);
  const spreadB = centredRanks(y, rank.order(y), b);
  let product = 0;
  for (let i = 0; i < a.length; i += 1) product += (a[i] ?? 0) * (b[i] ?? 0);
  return spreadA > 0 && spreadB > 0 ? product / Math.sqrt(spreadA * spreadB) : Number.NaN;
}
