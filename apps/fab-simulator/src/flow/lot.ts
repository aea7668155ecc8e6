import type { Product } from '../model/products.ts';
import type { Step } from '../model/route.ts';
import type { Tester } from '../model/tools.ts';

/** One pass of a (child) lot through a step on one tool. Arrays stand in the order of `wafers`. */
export interface Run {
  readonly id: string;
  readonly lot: Lot;
  readonly lotNo: string;
  readonly step: Step;
  readonly toolId: string;
  readonly startedAt: number;
  readonly endedAt: number;
  /** Indices of wafers in the lot. */
  readonly wafers: readonly number[];
  readonly slots: readonly number[];
  readonly chambers: readonly string[];
  readonly waferStartedAt: readonly number[];
  readonly waferEndedAt: readonly number[];
  readonly queueHours: number;
  /** Runs since maintenance per wafer's chamber, while seasoning lasts; 0 = not seasoning. */
  readonly seasoning: readonly number[];
}

/** What the MES would tell of a lot. */
export interface Moment {
  readonly kind:
    | 'start'
    | 'move-in'
    | 'move-out'
    | 'split'
    | 'merge'
    | 'rework'
    | 'scrap'
    | 'ship'
    | 'hold'
    | 'release'
    | 'downgrade';
  readonly at: number;
  readonly lotNo: string;
  readonly wafers: readonly number[];
  readonly slots: readonly number[];
  readonly stepId?: string;
  readonly stepName?: string;
  readonly toolId?: string;
  readonly childLotNo?: string;
  readonly intoLotNo?: string;
  readonly reason?: string;
  readonly holdId?: string;
}

/** One wafer on a tester. */
export interface SortRun {
  readonly id: string;
  readonly lot: Lot;
  readonly lotNo: string;
  readonly wafer: number;
  readonly slot: number;
  readonly tester: Tester;
  readonly probeCard: string;
  readonly startedAt: number;
  readonly finishedAt: number;
  /** A second probing of the dies that failed. */
  readonly retest: boolean;
}

export interface Lot {
  readonly product: Product;
  /** Counts the lots of a product by their start. */
  readonly sequence: number;
  readonly lotId: string;
  readonly type: 'production' | 'engineering' | 'qualification';
  readonly hot: boolean;
  readonly startedAt: number;
  /** Planned time from start to the end of sort. */
  readonly cycle: number;
  readonly waferIds: readonly string[];
  /** The last run of each wafer at each step: index step × wafers + wafer. */
  readonly runs: (Run | undefined)[];
  /** Counts the lots of a product by their sort; −1 before it. */
  rank: number;
  sortEndedAt: number;
}

export function runOf(lot: Lot, step: Step, wafer: number): Run | undefined {
  return lot.runs[step.index * lot.waferIds.length + wafer];
}

/** A whole lot, or a child that left it: what moves through the fab together. */
export interface Carrier {
  readonly lot: Lot;
  readonly lotNo: string;
  wafers: number[];
  readonly slots: Map<number, number>;
  /** A child goes back into its parent when both stand before this step. */
  readonly mergeAt?: number;
  readonly parent?: Carrier;
  /** Child that has to come back before this carrier goes on. */
  awaits?: Carrier;
  /** Set when the carrier waits at the step where it merges. */
  waitingSince?: number;
  lastEndedAt: number;
}
