import type { RelateResult, Relation } from '@fabwright/analytics';
import type { ParameterName } from './parameter-table.ts';
import type { RelationRow, RelationShape, SkippedCount } from './relate.types.ts';

const MOST_ROWS = 200;

/** Ranked; all that were found, however many, and the next ones. */
export function rowsOf({ relations, clusters }: RelateResult, names: readonly ParameterName[]): RelationRow[] {
  const together = new Map<number, { cluster: number; clusterSize: number; leads: boolean }>();
  clusters.forEach(({ members }, cluster) => {
    members.forEach((at, place) => together.set(at, { cluster, clusterSize: members.length, leads: place === 0 }));
  });
  return relations.flatMap((relation, at) => {
    const name = names[relation.parameter];
    if (!name || (at >= MOST_ROWS && !relation.found)) return [];
    const alone = { cluster: null, clusterSize: 1, leads: true };
    return [{ ...rowOf(relation, name, at + 1), ...(together.get(at) ?? alone) }];
  });
}

/** The row of a pair that was asked for by itself: q is its p. */
export function scatterRow({ relations }: RelateResult, name: ParameterName): RelationRow | null {
  const [relation] = relations;
  return relation ? { ...rowOf(relation, name, 1), cluster: null, clusterSize: 1, leads: true } : null;
}

function rowOf(
  relation: Relation,
  name: ParameterName,
  rank: number,
): Omit<RelationRow, 'cluster' | 'clusterSize' | 'leads'> {
  return {
    rank,
    ...name,
    shape: relation.shape as RelationShape,
    rho: relation.rho,
    rhoLow: relation.rhoLow,
    rhoHigh: relation.rhoHigh,
    explained: relation.explained,
    p: relation.p,
    q: relation.q,
    found: relation.found,
    wafers: relation.wafers,
    lots: relation.lots,
    effectiveWafers: relation.effectiveWafers,
    threshold: relation.threshold,
    optimum: relation.optimum,
    onlyBetweenGroups: relation.withinGroups?.slopeOnlyBetweenGroups ?? false,
  };
}

export function skippedCounts({ skipped }: RelateResult): SkippedCount[] {
  const counts = new Map<string, number>();
  for (const { reason } of skipped) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, parameters]) => ({ reason, parameters }));
}
