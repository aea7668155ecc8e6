import type { Pairing } from './paired-ranks.ts';
import type { Relation, RelationCluster, RelateInput } from './relate.types.ts';

/** Fewer common wafers than this say nothing about whether two parameters move together. */
const LEAST_COMMON = 10;

/** Whether two complete columns are alike is asked anew after so many wafers. */
const STRETCH = 250;

/** Ranks of one column per wafer: half-integers, which 32 bits hold exactly. */
interface ClusterColumn {
  /** Centred; NaN where the column has no value. */
  readonly ranks: Float32Array;
  /** Where it has all values: √Σ rank² from each stretch on, to the end. Else null. */
  readonly remaining: Float64Array | null;
}

interface OpenCluster {
  readonly members: number[];
  readonly lead: ClusterColumn;
}

function columnOf(ranks: Float32Array): ClusterColumn {
  const remaining = new Float64Array(Math.ceil(ranks.length / STRETCH) + 1);
  let squares = 0;
  for (let i = ranks.length - 1; i >= 0; i -= 1) {
    squares += (ranks[i] ?? 0) ** 2;
    if (i % STRETCH === 0) remaining[i / STRETCH] = Math.sqrt(squares);
  }
  return { ranks, remaining: Number.isNaN(squares) ? null : remaining };
}

function productOver(a: Float32Array, b: Float32Array, from: number, to: number): number {
  let product = 0;
  for (let i = from; i < to; i += 1) product += (a[i] ?? 0) * (b[i] ?? 0);
  return product;
}

/**
 * Whether |r| > `least` over wafers that all have both. Given up as soon as the rest cannot lift it there any more
 * (Cauchy–Schwarz): after a fifth of the wafers for most pairs, without changing the answer.
 */
function completeFollow(a: ClusterColumn, b: ClusterColumn, least: number): boolean {
  const [restA, restB] = [a.remaining, b.remaining];
  if (!restA || !restB) return false;
  const needed = least * (restA[0] ?? 0) * (restB[0] ?? 0);
  let product = 0;
  for (let stretch = 0; stretch * STRETCH < a.ranks.length; stretch += 1) {
    const end = Math.min(a.ranks.length, (stretch + 1) * STRETCH);
    product += productOver(a.ranks, b.ranks, stretch * STRETCH, end);
    if (Math.abs(product) + (restA[stretch + 1] ?? 0) * (restB[stretch + 1] ?? 0) < needed) return false;
  }
  return Math.abs(product) > needed;
}

/** Correlation of ranks over the wafers that have both; 0 for too few of them. */
function rankCorrelation(a: Float32Array, b: Float32Array): number {
  let n = 0;
  let [sumA, sumB, squareA, squareB, product] = [0, 0, 0, 0, 0];
  for (let i = 0; i < a.length; i += 1) {
    const x = a[i] ?? Number.NaN;
    const y = b[i] ?? Number.NaN;
    if (Number.isNaN(x + y)) continue;
    n += 1;
    sumA += x;
    sumB += y;
    squareA += x * x;
    squareB += y * y;
    product += x * y;
  }
  const spread = (n * squareA - sumA * sumA) * (n * squareB - sumB * sumB);
  return n >= LEAST_COMMON && spread > 0 ? (n * product - sumA * sumB) / Math.sqrt(spread) : 0;
}

function follows(a: ClusterColumn, b: ClusterColumn, least: number): boolean {
  if (a.remaining && b.remaining) return completeFollow(a, b, least);
  return Math.abs(rankCorrelation(a.ranks, b.ranks)) > least;
}

/**
 * Gathers found relations: from the strongest down, each joins the first cluster whose strongest member it follows with
 * |r| of ranks above `correlation`, or opens its own. Strong: explains much.
 */
export function clusters(
  input: RelateInput,
  relations: readonly Relation[],
  correlation: number,
  pairing: Pairing,
): RelationCluster[] {
  const open: OpenCluster[] = [];
  const found = [...relations.entries()].filter(([, relation]) => relation.found);
  // Not by p: a sensor that changes from wafer to wafer has the smaller p beside one that explains more.
  found.sort(([, a], [, b]) => b.explained - a.explained);
  for (const [index, relation] of found) {
    const values = input.parameters[relation.parameter]?.values ?? new Float64Array(0);
    const column = columnOf(pairing.ranksPerWafer(values));
    const home = open.find((cluster) => follows(cluster.lead, column, correlation));
    if (home) home.members.push(index);
    else open.push({ members: [index], lead: column });
  }
  return open.map(({ members }) => ({ members }));
}
