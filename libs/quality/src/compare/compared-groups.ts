import type { CompareAnswer, ComparedGroup } from './compare-wafers.ts';
import type { ComparedGroupView } from './compare.types.ts';

export interface Measured {
  readonly lotId: string;
  readonly waferId: string;
  readonly label: string | null;
  readonly value: number;
  /** Values of its dies that ran, where dies are drawn. */
  readonly dies: Float32Array | null;
}

export interface DrawnGroup {
  readonly label: string | null;
  readonly wafers: readonly Measured[];
  readonly compared: ComparedGroup;
}

/** More than this can't be told apart in one picture. */
const MOST_GROUPS = 40;
/** Name of the group of which the data say nothing; no tool is called so. */
const UNKNOWN = '?';

/** By label; the groups with the most wafers where there are too many. */
export function groupsOf(measured: readonly Measured[], byDie: boolean): { groups: DrawnGroup[]; leftOut: number } {
  const byLabel = [...Map.groupBy(measured, ({ label }) => label)].sort(([, a], [, b]) => b.length - a.length);
  const groups = byLabel
    .slice(0, MOST_GROUPS)
    .map(([label, wafers]) => ({ label, wafers, compared: comparedOf(label, wafers, byDie) }))
    .sort((a, b) => (a.label ?? UNKNOWN).localeCompare(b.label ?? UNKNOWN, 'en', { numeric: true }));
  return { groups, leftOut: Math.max(0, byLabel.length - MOST_GROUPS) };
}

function comparedOf(label: string | null, wafers: readonly Measured[], byDie: boolean): ComparedGroup {
  return {
    name: label ?? UNKNOWN,
    lots: wafers.map(({ lotId }) => lotId),
    values: Float64Array.from(wafers, ({ value }) => value),
    dies: byDie ? joined(wafers.flatMap(({ dies }) => dies ?? [])) : null,
  };
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** In the order of the groups; a group without a finite value is missing. */
export function viewsOf(groups: readonly DrawnGroup[], answer: CompareAnswer): ComparedGroupView[] {
  return groups.flatMap(({ label, wafers, compared }, at): ComparedGroupView[] => {
    const shape = answer.shapes[at];
    if (!shape?.box) return [];
    const { outliers, outlierCount, n, mean, p05, p25, median, p75, p95 } = shape.box;
    const waferOf = (index: number): string => `${wafers[index]?.lotId}/${wafers[index]?.waferId}`;
    return [
      {
        label,
        n,
        wafers: wafers.length,
        lots: new Set(compared.lots).size,
        box: {
          mean,
          p05,
          p25,
          median,
          p75,
          p95,
          outliers: outliers.map(({ value }) => value),
          outlierWafers: compared.dies ? [] : outliers.map(({ index }) => waferOf(index)),
          outlierCount,
        },
        violinAt: [...(shape.violin?.at ?? [])],
        violinDensity: [...(shape.violin?.density ?? [])],
        differs: answer.differs === compared.name,
      },
    ];
  });
}
