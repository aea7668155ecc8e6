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
  readonly #columns: Int32Array;
  readonly #columnOf: Int32Array;
  readonly #signOf: Float64Array;

  /** `rows`: a power of two. */
  constructor(lots: number, rows: number) {
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

  /** Writes to `spectrum`, `rows` long, what Σ sign·weight·h over the lots is the transform of, for the contrasts `h`. */
  lay(h: Float64Array, weight: number, spectrum: Float64Array): void {
    spectrum.fill(0);
    for (let lot = 0; lot < h.length; lot += 1) {
      const column = this.#columnOf[lot] ?? 0;
      spectrum[column] = (spectrum[column] ?? 0) + weight * (this.#signOf[lot] ?? 0) * (h[lot] ?? 0);
    }
  }

  /** The sign of a lot in a permutation of the batch. */
  sign(lot: number, permutation: number): number {
    let common = (this.#columnOf[lot] ?? 0) & permutation;
    let sign = this.#signOf[lot] ?? 0;
    for (; common !== 0; common &= common - 1) sign = -sign;
    return sign;
  }
}
