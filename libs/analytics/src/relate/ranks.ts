/** Digits of the radix sort: three passes over 11 bits each. */
const RADIX = 2048;
const BITS = 11;
const PASSES = 3;

/** A column's values as ranks. */
export interface RankedColumn {
  /** Positions that have a value, ascending by it. */
  readonly order: Int32Array;
  /** Mid-ranks (ties share the mean of their ranks) less their mean, in that order. */
  readonly ranks: Float64Array;
  /** Σ of their squares, 0 when all values are equal. */
  readonly squares: number;
}

/** Ranks columns of one length again and again in the same memory. */
export interface Ranker {
  /**
   * `values` as ranks, positions with NaN (or with NaN `beside`) left out. Values are compared as 32-bit floats (what
   * a tester records). The answer is overwritten by the next call.
   */
  readonly rank: (values: ArrayLike<number>, beside?: ArrayLike<number>) => RankedColumn;
}

/** The values that take part and how they sort: one number each, in the order of the column. */
interface Unsorted {
  readonly floats: Float32Array;
  /** The same memory as whole numbers. */
  readonly bits: Uint32Array;
  /** Unsigned number that sorts as the float does. */
  readonly keys: Uint32Array;
  readonly positions: Int32Array;
}

/** Copies what takes part; returns how much that is. */
function gather(into: Unsorted, values: ArrayLike<number>, beside: ArrayLike<number>): number {
  const { floats, positions } = into;
  let count = 0;
  for (let i = 0; i < floats.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (Number.isNaN(value) || Number.isNaN(beside[i] ?? Number.NaN)) continue;
    // −0 and 0 are one value.
    floats[count] = value + 0;
    positions[count] = i;
    count += 1;
  }
  return count;
}

/** Turns the sign bit, and all bits of negative numbers; counts how often each digit of each pass occurs. */
function makeKeys({ bits, keys }: Unsorted, count: number, counts: Int32Array): void {
  counts.fill(0);
  for (let i = 0; i < count; i += 1) {
    const word = bits[i] ?? 0;
    const key = (word >>> 31 === 1 ? ~word : word | 0x80000000) >>> 0;
    keys[i] = key;
    const middle = RADIX + ((key >>> BITS) & (RADIX - 1));
    const high = 2 * RADIX + (key >>> (2 * BITS));
    counts[key & (RADIX - 1)] = (counts[key & (RADIX - 1)] ?? 0) + 1;
    counts[middle] = (counts[middle] ?? 0) + 1;
    counts[high] = (counts[high] ?? 0) + 1;
  }
}

/** Makes of the counts of a pass where each digit begins. */
function digitStarts(counts: Int32Array, pass: number): void {
  let start = 0;
  for (let digit = pass * RADIX; digit < (pass + 1) * RADIX; digit += 1) {
    const here = counts[digit] ?? 0;
    counts[digit] = start;
    start += here;
  }
}

/** One stable pass: indices `from` into `to`, by one digit of their keys. */
function radixPass(
  keys: Uint32Array,
  from: Int32Array,
  to: Int32Array,
  count: number,
  starts: Int32Array,
  pass: number,
): void {
  const shift = pass * BITS;
  const base = pass * RADIX;
  for (let i = 0; i < count; i += 1) {
    const index = from[i] ?? 0;
    const digit = base + (((keys[index] ?? 0) >>> shift) & (RADIX - 1));
    const place = starts[digit] ?? 0;
    to[place] = index;
    starts[digit] = place + 1;
  }
}

/**
 * Writes the centred mid-ranks of the first `count` values, which ascend, to `ranks`; returns Σ of their squares.
 * `ranks` may be the same memory.
 */
export function centredRanks(ascending: Float64Array, count: number, ranks: Float64Array): number {
  const middle = (count - 1) / 2;
  let squares = 0;
  for (let start = 0; start < count; ) {
    const value = ascending[start];
    let end = start + 1;
    while (end < count && ascending[end] === value) end += 1;
    const rank = (start + end - 1) / 2 - middle;
    for (let i = start; i < end; i += 1) ranks[i] = rank;
    squares += (end - start) * rank * rank;
    start = end;
  }
  return squares;
}

/** A ranker for columns of `length` values. */
export function ranker(length: number): Ranker {
  const floats = new Float32Array(length);
  const unsorted: Unsorted = {
    floats,
    bits: new Uint32Array(floats.buffer),
    keys: new Uint32Array(length),
    positions: new Int32Array(length),
  };
  const counts = new Int32Array(PASSES * RADIX);
  const ascending = new Float64Array(length);
  const buffers: [Int32Array, Int32Array] = [new Int32Array(length), new Int32Array(length)];
  return {
    rank: (values, beside = values) => {
      const count = gather(unsorted, values, beside);
      makeKeys(unsorted, count, counts);
      let [from, to] = buffers;
      for (let i = 0; i < count; i += 1) from[i] = i;
      for (let pass = 0; pass < PASSES; pass += 1) {
        digitStarts(counts, pass);
        radixPass(unsorted.keys, from, to, count, counts, pass);
        [from, to] = [to, from];
      }
      for (let i = 0; i < count; i += 1) {
        const index = from[i] ?? 0;
        ascending[i] = floats[index] ?? 0;
        from[i] = unsorted.positions[index] ?? 0;
      }
      const squares = centredRanks(ascending, count, ascending);
      return { order: from.subarray(0, count), ranks: ascending.subarray(0, count), squares };
    },
  };
}

/** Ranks per position instead of per place in the order, 0 where there is none; written to `into`. */
export function scatterRanks({ order, ranks }: Pick<RankedColumn, 'order' | 'ranks'>, into: Float64Array): void {
  for (let i = 0; i < order.length; i += 1) into[order[i] ?? 0] = ranks[i] ?? 0;
}

/** Spearman's rank correlation of complete pairs, ties by mid-ranks; NaN when one of both is constant. */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): number {
  if (x.length !== y.length) throw new RangeError(`Pairs are needed, got ${x.length} and ${y.length} values.`);
  const { rank } = ranker(x.length);
  const a = new Float64Array(x.length);
  const b = new Float64Array(y.length);
  const first = rank(x);
  scatterRanks(first, a);
  const second = rank(y);
  scatterRanks(second, b);
  let product = 0;
  for (let i = 0; i < a.length; i += 1) product += (a[i] ?? 0) * (b[i] ?? 0);
  const spread = first.squares * second.squares;
  return spread > 0 ? product / Math.sqrt(spread) : Number.NaN;
}
