import { seededRandom } from '../inference/seeded-random.ts';

/** Coins that were drawn: a bit a term in words of 32, the words of a draw side by side. */
interface Coins {
  readonly seed: number;
  readonly terms: number;
  readonly draws: number;
  readonly words: Int32Array;
}

const WORD_BITS = 32;
/** What a term is multiplied with: its coin is 0, or 1. */
const SIGNS = Float64Array.of(1, -1);

/** Those of the last test. Every pair of groups with as many lots gets the same coins: they are drawn once. */
let last: Coins | null = null;

/** How many of `draws` random ways to flip the signs of the terms lead at least as far from 0 as `reach`. */
export function countRandomFlips(terms: Float64Array, reach: number, draws: number, seed: number): number {
  const { words } = coinsOf(terms.length, draws, seed);
  const width = widthOf(terms.length);
  let far = 0;
  for (let draw = 0; draw < draws; draw += 1) {
    let sum = 0;
    for (let i = 0; i < terms.length; i += 1) {
      const coin = ((words[draw * width + (i >> 5)] ?? 0) >> (i & 31)) & 1;
      // a branch that nobody can foresee would cost more than the coin
      sum += (terms[i] ?? 0) * (SIGNS[coin] ?? 1);
    }
    if (Math.abs(sum) >= reach) far += 1;
  }
  return far;
}

/** How many of all ways to flip signs lead at least as far from 0; terms are few. */
export function countAllFlips(terms: Float64Array, reach: number): number {
  let far = 0;
  for (let flips = 0; flips < 2 ** terms.length; flips += 1) {
    let sum = 0;
    for (let i = 0; i < terms.length; i += 1) sum += (terms[i] ?? 0) * (SIGNS[(flips >> i) & 1] ?? 1);
    if (Math.abs(sum) >= reach) far += 1;
  }
  return far;
}

const widthOf = (terms: number): number => Math.ceil(terms / WORD_BITS);

function coinsOf(terms: number, draws: number, seed: number): Coins {
  if (last?.terms === terms && last.draws === draws && last.seed === seed) return last;
  const width = widthOf(terms);
  const words = new Int32Array(width * draws);
  const uniform = seededRandom(seed);
  for (let draw = 0; draw < draws; draw += 1) {
    for (let i = 0; i < terms; i += 1) {
      const at = draw * width + (i >> 5);
      if (uniform() < 0.5) words[at] = (words[at] ?? 0) | (1 << (i & 31));
    }
  }
  last = { seed, terms, draws, words };
  return last;
}
