import { centredRanks } from './ranks.ts';
import type { Ranker } from './ranks.ts';
import type { Relation, RelationCluster, RelateInput } from './relate.types.ts';

/** Fewer common wafers than this say nothing about whether two parameters move together. */
const LEAST_COMMON = 10;

interface OpenCluster {
  readonly members: number[];
  readonly ranks: Float64Array;
}

function ranksOf(input: RelateInput, parameter: number, ranker: Ranker): Float64Array {
  const values = input.parameters[parameter]?.values ?? new Float64Array(0);
  const ranks = new Float64Array(values.length).fill(Number.NaN);
  centredRanks(values, ranker.order(values), ranks);
  return ranks;
}

/** Correlation of ranks over the wafers that have both; 0 for too few of them. */
function rankCorrelation(a: Float64Array, b: Float64Array): number {
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

/**
 * Gathers found relations: from the strongest down, each joins the first cluster whose strongest member it follows with
 * |r| of ranks above `correlation`, or opens its own. Strong: explains much.
 */
export function clusters(
  input: RelateInput,
  relations: readonly Relation[],
  correlation: number,
  ranker: Ranker,
): RelationCluster[] {
  const open: OpenCluster[] = [];
  const found = [...relations.entries()].filter(([, relation]) => relation.found);
  // Not by p: a sensor that changes from wafer to wafer has the smaller p beside one that explains more.
  found.sort(([, a], [, b]) => b.explained - a.explained);
  for (const [index, relation] of found) {
    const ranks = ranksOf(input, relation.parameter, ranker);
    const home = open.find((cluster) => Math.abs(rankCorrelation(cluster.ranks, ranks)) > correlation);
    if (home) home.members.push(index);
    else open.push({ members: [index], ranks });
  }
  return open.map(({ members }) => ({ members }));
}
