import type { GroupBoxesView } from '@fabwright/charts';
import type { Comparison } from './pairs.panel.ts';

type Group = Comparison['groups'][number];
export const ORDERS = ['name', 'median'] as const;
export type Order = (typeof ORDERS)[number];
export const SHAPES = ['box', 'violin'] as const;
export type Shape = (typeof SHAPES)[number];

export interface CompareWords {
  readonly measure: string;
  /** A group of which the data say nothing. */
  readonly unknown: string;
}

/** Groups come by name. */
export function ordered(groups: readonly Group[], order: Order): Group[] {
  return order === 'median' ? groups.toSorted((a, b) => a.box.median - b.box.median) : [...groups];
}

/** Groups as the chart wants them; at most one of them stands out. */
export function groupsView(
  comparison: Comparison | null,
  { order, shape }: { readonly order: Order; readonly shape: Shape },
  { measure, unknown }: CompareWords,
): GroupBoxesView {
  const groups = ordered(comparison?.groups ?? [], order);
  const differing = groups.findIndex(({ differs }) => differs);
  return {
    measure: { name: measure, unit: comparison?.unit ?? '', isFraction: comparison?.isFraction ?? false },
    boxes: groups.map(({ label, n, box, violinAt, violinDensity }, group) => ({
      label: label ?? unknown,
      group,
      n,
      p05: box.p05,
      p25: box.p25,
      median: box.median,
      p75: box.p75,
      p95: box.p95,
      outliers: box.outliers,
      violin: violinAt.length > 0 ? { at: violinAt, density: violinDensity } : null,
    })),
    highlight: null,
    groupsInAll: groups.length,
    shape,
    differs: differing < 0 ? null : differing,
  };
}

/** Groups that are drawn as boxes though violins were asked for: too few values, or all alike. */
export function withoutViolin(view: GroupBoxesView): number {
  return view.shape === 'violin' ? view.boxes.filter(({ violin }) => !violin).length : 0;
}
