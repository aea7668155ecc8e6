import type { FabCalendar } from '@fabwright/facts';

export type TrendAlarmKind = 'sigma' | 'slope' | 'floor';

export interface TrendAlarm {
  readonly kind: TrendAlarmKind;
  /** The rule that was broken, as the statistics name it: `nelson-1`, `ewma`, `floor`. */
  readonly rule: string;
}

/** A lot, a week or a month. Yields are fractions of 1. */
export interface TrendPoint {
  /** Lot id, or key of the week or month: never translated. */
  readonly key: string;
  readonly at: Date;
  readonly value: number;
  /** Median of the seven points up to this one. */
  readonly median?: number | null;
  readonly wafers: number;
  readonly gross: number;
  readonly alarms: readonly TrendAlarm[];
  /** Wafers of the lot are still missing: drawn hollow. */
  readonly incomplete?: boolean;
}

export interface TrendLimits {
  readonly lower: number;
  readonly mean: number;
  readonly upper: number;
}

/** A PM, a recipe change, a hold: a dotted vertical. */
export interface TrendEvent {
  readonly at: Date;
  readonly label: string;
}

/** Everything the trend shows; points in order of time. */
export interface TrendView {
  readonly yieldKind: 'final' | 'first-pass' | 'record';
  readonly grouping: 'lot' | 'week' | 'month';
  readonly calendar: FabCalendar;
  readonly points: readonly TrendPoint[];
  /** Die-weighted yield of all points together, as its owner computed it. */
  readonly overall?: number | null;
  /** Missing while there is too little data for honest limits. */
  readonly limits?: TrendLimits | null;
  readonly floor?: number | null;
  readonly target?: number | null;
  readonly events?: readonly TrendEvent[];
  /** Ends of the axis; without them the points' own extent. */
  readonly from?: Date;
  readonly to?: Date;
}

/** The alarm a mark shows when a point has several: the most serious. */
export function leadingAlarm(point: TrendPoint): TrendAlarm | undefined {
  const order: readonly TrendAlarmKind[] = ['floor', 'sigma', 'slope'];
  return order.map((kind) => point.alarms.find((alarm) => alarm.kind === kind)).find((alarm) => alarm !== undefined);
}

/** A rule as readers of control charts name it: `nelson-1` is rule 1, `ewma` is EWMA. */
export function ruleName(rule: string): string {
  return rule === 'ewma' ? 'EWMA' : rule.replace(/^nelson-/, '');
}
