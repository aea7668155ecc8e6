import { shuffleFirst } from '../inference/shuffle.ts';

/**
 * Random signs of lots, `rows` permutations at a time: each lot gets a column of the Hadamard matrix of that order and
 * a sign of its own, and permutation b turns it by the product of the two. Each permutation alone is a uniform choice among all
 * signs, and together they are a random coset of a subgroup of sign changes, which keeps a permutation test exact
 * (Hemerik & Goeman, TEST 27:811, 2018). What it buys: Σ ±h over the lots, for all permutations at once, is one fast
 * Walsh–Hadamard transform, rows·log₂(rows) additions whatever the number of lots
 * (Fino & Algazi, IEEE Trans. Comput. C-25:1142, 1976).
 */
export class SignFlips {
  /** Σ sign·h of the last `sum`, per permutation. */
  readonly sums: Float64Array;
  readonly #columns: Int32Array;
  readonly #columnOf: Int32Array;
  readonly #signOf: Float64Array;

  /** `rows`: a power of two. */
  constructor(lots: number, rows: number) {
    this.sums = new Float64Array(rows);
    // Not column 0: it has no signs.
    this.#columns = Int32Array.from({ length: rows - 1 }, (_, i) => i + 1);
    this.#columnOf = new Int32Array(lots);
    this.#signOf = new Float64Array(lots);
  }

  /** Draws the signs of a batch. Lots share columns only where there are fewer columns than lots. */
  draw(random: () => number): void {
    const columns = this.#columns;
    shuffleFirst(columns, columns.length - 1, random);
    for (let lot = 0; lot < this.#columnOf.length; lot += 1) {
      this.#columnOf[lot] = columns[lot % columns.length] ?? 0;
      this.#signOf[lot] = random() < 0.5 ? -1 : 1;
    }
  }

  /** Computes `sums` for the contrasts `h` of the lots. */
  sum(h: Float64Array): void {
    const { sums } = this;
    sums.fill(0);
    for (let lot = 0; lot < h.length; lot += 1) {
      const column = this.#columnOf[lot] ?? 0;
      sums[column] = (sums[column] ?? 0) + (this.#signOf[lot] ?? 0) * (h[lot] ?? 0);
    }
    walshHadamard(sums);
  }

  /** The sign of a lot in a permutation of the batch. */
  sign(lot: number, permutation: number): number {
    let common = (this.#columnOf[lot] ?? 0) & permutation;
    let sign = this.#signOf[lot] ?? 0;
    for (; common !== 0; common &= common - 1) sign = -sign;
    return sign;
  }
}

/** The product with the Hadamard matrix in Sylvester's order, in place; length a power of two. Two steps of the transform in one. */
export function walshHadamard(values: Float64Array): void {
  const n = values.length;
  let step = 1;
  for (; 4 * step <= n; step *= 4) {
    for (let start = 0; start < n; start += 4 * step) {
      for (let i = start; i < start + step; i += 1) turnFour(values, i, step);
    }
  }
  if (step === n) return;
  for (let i = 0; i < step; i += 1) {
    const a = values[i] ?? 0;
    const b = values[i + step] ?? 0;
    values[i] = a + b;
    values[i + step] = a - b;
  }
}

function turnFour(values: Float64Array, i: number, step: number): void {
  const a = values[i] ?? 0;
  const b = values[i + step] ?? 0;
  const c = values[i + 2 * step] ?? 0;
  const d = values[i + 3 * step] ?? 0;
  values[i] = a + b + (c + d);
  values[i + step] = a - b + (c - d);
  values[i + 2 * step] = a + b - (c + d);
  values[i + 3 * step] = a - b - (c - d);
}
