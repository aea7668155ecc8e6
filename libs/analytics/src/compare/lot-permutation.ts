import { seededRandom } from '../inference/seeded-random.ts';
import { shuffleFirst } from '../inference/shuffle.ts';
import { countAllFlips, countRandomFlips } from './sign-coins.ts';
import type { NamedTest } from './comparison-types.ts';

/** Up to this many arrangements all are taken. */
const MAX_EXACT_ARRANGEMENTS = 20_000;
export const DEFAULT_PERMUTATIONS = 9_999;

export interface PermutationOptions {
  readonly permutations: number;
  readonly seed: number;
}

/** Number of ways to choose k of n (a double; large ones rounded). */
export function chooseCount(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= Math.min(k, n - k); i += 1) ways = (ways * (n - i + 1)) / i;
  return Math.round(ways);
}

/**
 * Two-sided permutation test of the difference of means with lots as units: all ways to choose the lots of `a` when
 * there are few, else random ones; p = (1 + at least as far)/(1 + permutations), never 0.
 * Source: Phipson & Smyth, Stat. Appl. Genet. Mol. Biol. 9:39, 2010.
 */
export function lotPermutationTest(
  a: readonly number[],
  b: readonly number[],
  { permutations, seed }: PermutationOptions,
): NamedTest {
  const values = Float64Array.from([...a, ...b]);
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  const centred = values.map((value) => value - centre);
  const k = a.length;
  const distance = (sum: number): number => Math.abs(sum);
  const observed = distance(centred.subarray(0, k).reduce((sum, value) => sum + value, 0));
  // Arrangements that are equal up to rounding count as equally far.
  const reach = observed - 1e-10 * centred.reduce((sum, value) => sum + Math.abs(value), 0);
  const statistic = observed / k + observed / b.length;
  const ways = chooseCount(values.length, k);
  const common = { test: 'lot-permutation', statistic, df: null } as const;
  const symmetric = k === b.length ? 2 : 1;
  if (ways <= MAX_EXACT_ARRANGEMENTS) {
    const far = countSubsets(centred, k, (sum) => distance(sum) >= reach);
    return { ...common, p: far / ways, method: 'exact', smallestP: Math.min(1, symmetric / ways) };
  }
  const uniform = seededRandom(seed);
  let far = 0;
  for (let i = 0; i < permutations; i += 1) {
    shuffleFirst(centred, k, uniform);
    let sum = 0;
    for (let j = 0; j < k; j += 1) sum += centred[j] ?? 0;
    if (distance(sum) >= reach) far += 1;
  }
  return { ...common, p: (far + 1) / (permutations + 1), method: 'permutation', smallestP: 1 / (permutations + 1) };
}

/** Counts the k-subsets whose sum satisfies `test`, by stepping a list of positions in lexical order. */
function countSubsets(values: Float64Array, k: number, test: (sum: number) => boolean): number {
  const n = values.length;
  const chosen = Int32Array.from({ length: k }, (_, i) => i);
  let count = 0;
  for (;;) {
    let sum = 0;
    for (const position of chosen) sum += values[position] ?? 0;
    if (test(sum)) count += 1;
    let i = k - 1;
    while (i >= 0 && chosen[i] === n - k + i) i -= 1;
    if (i < 0) return count;
    const next = (chosen[i] ?? 0) + 1;
    for (let j = i; j < k; j += 1) chosen[j] = next + j - i;
  }
}

/**
 * Sign-flip test of paired differences, two-sided: under no difference each lot's sign is a coin. All 2^k flips up to
 * k = 14 lots, else random ones. Source: Fisher, The Design of Experiments, 1935, §21.
 */
export function signFlipTest(differences: readonly number[], { permutations, seed }: PermutationOptions): NamedTest {
  const k = differences.length;
  const observed = Math.abs(differences.reduce((sum, d) => sum + d, 0));
  const reach = observed - 1e-10 * differences.reduce((sum, d) => sum + Math.abs(d), 0);
  const common = { test: 'sign-flip', statistic: observed / k, df: null } as const;
  const terms = Float64Array.from(differences);
  if (2 ** k <= MAX_EXACT_ARRANGEMENTS) {
    const far = countAllFlips(terms, reach);
    return { ...common, p: far / 2 ** k, method: 'exact', smallestP: Math.min(1, 2 / 2 ** k) };
  }
  const far = countRandomFlips(terms, reach, permutations, seed);
  return { ...common, p: (far + 1) / (permutations + 1), method: 'permutation', smallestP: 1 / (permutations + 1) };
}
