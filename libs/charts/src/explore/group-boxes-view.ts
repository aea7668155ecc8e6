import type { MeasureView } from './explore-view.ts';

/** Density of a group's values as its owner computed it: places, ascending, in the unit of the values, and 1/unit. */
export interface GroupViolin {
  readonly at: readonly number[];
  readonly density: readonly number[];
}

/** Five numbers of a group, as their owner computed them, in the unit of the values. */
export interface GroupBox {
  readonly label: string;
  /** Its colour is that of its points. */
  readonly group: number;
  readonly n: number;
  readonly p05: number;
  readonly p25: number;
  readonly median: number;
  readonly p75: number;
  readonly p95: number;
  readonly outliers: readonly number[];
  /** Where it has enough values for one; drawn where violins are asked for. */
  readonly violin?: GroupViolin | null;
}

export interface GroupBoxesView {
  readonly measure: MeasureView;
  readonly boxes: readonly GroupBox[];
  readonly highlight: number | null;
  readonly groupsInAll: number;
  /** Default `box`. A group without a violin stays a box. */
  readonly shape?: 'box' | 'violin';
  /** The one group that differs from all others: red and marked, the others grey. Left out: colours by group. */
  readonly differs?: number | null;
}
