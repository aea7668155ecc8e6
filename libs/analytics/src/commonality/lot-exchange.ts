import { shuffleFirst } from '../inference/shuffle.ts';
import { hadamard } from './hadamard.ts';
import type { LotFrame } from './lot-frame.ts';

/** Most permutations that are drawn together: beyond it drawing more of them by themselves saves nothing. */
const LARGEST_ORDER = 64;

/**
 * Two permutations drawn together are alike in what their blocks have in common; the more of them, the fewer count as
 * independent ones. The mean correlation of two is (blocks / lots): that of all `order` may add up to this much, by
 * which the variance of a p near .05 grows by less than a half (its events are correlated a fifth as much as the sums).
 */
const MOST_LIKENESS = 2;

/** Lots of one stratum that change places with each other: sizes are powers of two, at most `order`. */
interface Blocks {
  readonly order: number;
  /** Block i owns the places startOf[i] … startOf[i + 1] − 1. */
  readonly startOf: Int32Array;
}

function blocksOf(frame: LotFrame, order: number): Blocks {
  const starts: number[] = [];
  for (let s = 0; s + 1 < frame.stratumStart.length; s += 1) {
    const end = frame.stratumStart[s + 1] ?? 0;
    for (let place = frame.stratumStart[s] ?? 0, size = order; place < end; place += size) {
      while (size > end - place) size /= 2;
      starts.push(place);
    }
  }
  return { order, startOf: Int32Array.from([...starts, frame.lots]) };
}

/** The largest order at which permutations that are drawn together are still nearly as good as if each were drawn alone. */
function chooseBlocks(frame: LotFrame): Blocks {
  for (let order = LARGEST_ORDER; order > 1; order /= 2) {
    const blocks = blocksOf(frame, order);
    if ((order - 1) * (blocks.startOf.length - 1) <= MOST_LIKENESS * frame.lots) return blocks;
  }
  return blocksOf(frame, 1);
}

/** Shuffles each run of `values`, in place. */
export function shuffleRuns(values: Float64Array | Int32Array, starts: Int32Array, random: () => number): void {
  for (let r = 0; r + 1 < starts.length; r += 1) {
    const run = values.subarray(starts[r], starts[r + 1]);
    shuffleFirst(run, run.length - 1, random);
  }
}

/**
 * Exchanges lot values inside strata and sums them over the lots of every level, many permutations at once.
 *
 * A stratum's lots are dealt to blocks of 2^m places. A permutation lays the values down anew, and `order` of them follow
 * from it: the b-th moves each value from place i of its block to place i ⊕ b. So each permutation alone is a uniform
 * choice among all, and p is estimated without bias. Together they are a random coset of a subgroup (Hemerik & Goeman,
 * TEST 27:811, 2018). It does not hold the observed order, so that p is not exact to the last count as with independent
 * draws, but its variance larger by what `MOST_LIKENESS` allows. What it buys: Σ design·value for all of a coset is a
 * convolution over ⊕, whose transform is the product of two Walsh–Hadamard transforms (Ahmed & Rao, Orthogonal
 * Transforms for Digital Signal Processing, 1975,
 * §6): a multiplication a lot for all of the coset, and log₂(order) additions a permutation.
 */
export class LotExchange {
  /** Cosets of a batch, a multiple of 8. They lie side by side: permutation b·cosets + c is the b-th of coset c. */
  readonly cosets: number;
  readonly #strata: Int32Array;
  readonly #blocks: Int32Array;
  /** Per place its lot. */
  readonly #lotAt: Int32Array;
  /** Lot values as the last coset left them. */
  readonly #values: Float64Array;
  /** Per place and coset the transform of the values in the block, over its size. */
  readonly #spectra: Float64Array;
  /** Per place the transform of a level's design in the block. */
  readonly #design: Float64Array;

  /** `batch`: permutations that are drawn at once, a power of two and at least 512. */
  constructor(frame: LotFrame, batch: number) {
    const { order, startOf } = chooseBlocks(frame);
    this.cosets = batch / order;
    this.#strata = frame.stratumStart;
    this.#blocks = startOf;
    this.#lotAt = Int32Array.from({ length: frame.lots }, (_, lot) => lot);
    this.#values = frame.lotValue.slice();
    this.#spectra = new Float64Array(this.cosets * frame.lots);
    this.#design = new Float64Array(frame.lots);
  }

  /** Deals lots to blocks anew, and draws the exchanges of a batch. */
  draw(random: () => number): void {
    shuffleRuns(this.#lotAt, this.#strata, random);
    const values = this.#values;
    for (let coset = 0; coset < this.cosets; coset += 1) {
      shuffleRuns(values, this.#strata, random);
      for (let place = 0, at = coset; place < values.length; place += 1, at += this.cosets) {
        this.#spectra[at] = values[place] ?? 0;
      }
    }
    transformBlocks(this.#spectra, this.#blocks, this.cosets);
    this.#divideBySizes();
  }

  /** Adds what Σ weight·design·value is the transform of, over the permutations of each coset, to `spectrum`. */
  add(design: Float64Array, weight: number, spectrum: Float64Array): void {
    const own = this.#design;
    const blocks = this.#blocks;
    for (let place = 0; place < own.length; place += 1) own[place] = weight * (design[this.#lotAt[place] ?? 0] ?? 0);
    transformBlocks(own, blocks, 1);
    for (let block = 0; block + 1 < blocks.length; block += 1) {
      addProducts(own, blocks[block] ?? 0, blocks[block + 1] ?? 0, this.#spectra, spectrum);
    }
  }

  /** The transform there and back multiplies by the block's size. */
  #divideBySizes(): void {
    const spectra = this.#spectra;
    for (let block = 0; block + 1 < this.#blocks.length; block += 1) {
      const from = this.#blocks[block] ?? 0;
      const to = this.#blocks[block + 1] ?? 0;
      for (let at = from * this.cosets; at < to * this.cosets; at += 1) spectra[at] = (spectra[at] ?? 0) / (to - from);
    }
  }
}

/** Transforms along the places of each block; `side` numbers lie side by side at every place. */
function transformBlocks(values: Float64Array, blocks: Int32Array, side: number): void {
  for (let block = 0; block + 1 < blocks.length; block += 1) {
    hadamard(values, side * (blocks[block] ?? 0), side * (blocks[block + 1] ?? 0), side);
  }
}

/** Adds the products of a block's places to the sums: the innermost loop, all cosets for one look at the design. */
function addProducts(design: Float64Array, from: number, to: number, spectra: Float64Array, sums: Float64Array): void {
  const cosets = spectra.length / design.length;
  for (let place = from, a = from * cosets, b = 0; place < to; place += 1) {
    const weight = design[place] ?? 0;
    for (const end = a + cosets; a < end; a += 8, b += 8) {
      addFour(weight, spectra, a, sums, b);
      addFour(weight, spectra, a + 4, sums, b + 4);
    }
  }
}

function addFour(weight: number, spectra: Float64Array, a: number, sums: Float64Array, b: number): void {
  sums[b] = (sums[b] ?? 0) + weight * (spectra[a] ?? 0);
  sums[b + 1] = (sums[b + 1] ?? 0) + weight * (spectra[a + 1] ?? 0);
  sums[b + 2] = (sums[b + 2] ?? 0) + weight * (spectra[a + 2] ?? 0);
  sums[b + 3] = (sums[b + 3] ?? 0) + weight * (spectra[a + 3] ?? 0);
}
