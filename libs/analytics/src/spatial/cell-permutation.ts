import { seededRandom } from '../inference/seeded-random.ts';
import { shuffleFirst } from '../inference/shuffle.ts';

type Scheme = { readonly kind: 'labels'; readonly inA: number } | { readonly kind: 'signs' };

/**
 * p of each cell, corrected for all cells by the maximum of their statistics over random rearrangements of the lots
 * (Westfall & Young, Resampling-Based Multiple Testing, 1993): labels shuffled between lots, or the sign of each lot's
 * difference flipped. `rows`: one row a lot, cells as columns, centred (labels) or differences (signs); 0 = missing.
 * A cell that no lot speaks about has p = 1.
 */
export function maxStatisticP(
  rows: readonly Float64Array[],
  scheme: Scheme,
  permutations: number,
  seed: number,
): Float64Array {
  const factor = cellFactors(rows);
  const chosen = scheme.kind === 'labels' ? scheme.inA : rows.length;
  const observed = statistics(rows.slice(0, chosen), factor);
  const draw = scheme.kind === 'labels' ? labelDraws(rows, chosen, seed) : signDraws(rows, seed);
  const maxima = Float64Array.from({ length: permutations }, () => largestOf(draw(), factor));
  return observed.map((value) => {
    if (value === 0) return 1;
    const asFar = maxima.reduce((count, largest) => count + Number(largest >= value - 1e-9), 0);
    return (1 + asFar) / (permutations + 1);
  });
}

/** 1/√Σx² of each cell, which no rearrangement changes; 0 for a cell without differences. */
function cellFactors(rows: readonly Float64Array[]): Float64Array {
  const squares = new Float64Array(rows[0]?.length ?? 0);
  for (const row of rows) row.forEach((value, cell) => (squares[cell] = (squares[cell] ?? 0) + value * value));
  return squares.map((sum) => (sum > 1e-20 ? 1 / Math.sqrt(sum) : 0));
}

function statistics(rows: readonly Float64Array[], factor: Float64Array): Float64Array {
  const sums = new Float64Array(factor.length);
  for (const row of rows) addRow(sums, row, 1);
  return sums.map((sum, cell) => Math.abs(sum) * (factor[cell] ?? 0));
}

function addRow(sums: Float64Array, row: Float64Array, sign: number): void {
  for (let cell = 0; cell < sums.length; cell += 1) sums[cell] = (sums[cell] ?? 0) + sign * (row[cell] ?? 0);
}

function largestOf(sums: Float64Array, factor: Float64Array): number {
  let largest = 0;
  for (let cell = 0; cell < sums.length; cell += 1) {
    largest = Math.max(largest, Math.abs(sums[cell] ?? 0) * (factor[cell] ?? 0));
  }
  return largest;
}

/** Sums of the cells over a random choice of lots; one buffer, overwritten by each draw. */
function labelDraws(rows: readonly Float64Array[], chosen: number, seed: number): () => Float64Array {
  const sums = new Float64Array(rows[0]?.length ?? 0);
  const order = Int32Array.from(rows, (_, i) => i);
  const uniform = seededRandom(seed);
  return () => {
    sums.fill(0);
    shuffleFirst(order, chosen, uniform);
    for (let i = 0; i < chosen; i += 1) addRow(sums, rows[order[i] ?? 0] ?? sums, 1);
    return sums;
  };
}

function signDraws(rows: readonly Float64Array[], seed: number): () => Float64Array {
  const sums = new Float64Array(rows[0]?.length ?? 0);
  const uniform = seededRandom(seed);
  return () => {
    sums.fill(0);
    for (const row of rows) addRow(sums, row, uniform() < 0.5 ? -1 : 1);
    return sums;
  };
}
