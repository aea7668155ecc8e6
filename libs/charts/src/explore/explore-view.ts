import type { FabCalendar } from '@fabwright/facts';

/** How values of a measure are written: fractions of 1 as per cent, others in their unit. */
export interface MeasureView {
  readonly name: string;
  /** Symbol of the unit; empty for fractions. */
  readonly unit: string;
  readonly isFraction: boolean;
}

export interface ExploreGroup {
  /** As the person reads it; ids are never translated. */
  readonly label: string;
  readonly lots: number;
  readonly value: number | null;
}

/** Points in time order, column by column; all of one length. Times in milliseconds since 1970. */
export interface ExplorePoints {
  readonly key: readonly string[];
  readonly group: readonly number[];
  readonly at: readonly number[];
  readonly value: readonly number[];
  readonly wafers: readonly number[];
}

/** Why a point is marked, with its sentence ready to be read. */
export interface ExploreReason {
  readonly index: number;
  /** `rule 1`, `EWMA`: what stands at the point. */
  readonly short: string;
  readonly sentence: string;
}

/** Limits that hold from one moment to another, in the unit of the values. */
export interface LimitStretch {
  readonly from: number;
  readonly to: number;
  readonly lower: number | null;
  readonly centre: number | null;
  readonly upper: number | null;
}

/** A limit that people approved, while it held: `SYL1`, in the unit of the values. */
export interface NamedLimit {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/** Something on the time axis: a change, or an engineer's note. */
export interface ExploreMoment {
  readonly at: number;
  readonly label: string;
}

/** A mark that a chart draws beside the points. */
export interface BesideMark {
  readonly at: number;
  readonly value: number;
}

export interface ExploreView {
  readonly measure: MeasureView;
  readonly by: 'lot' | 'wafer' | 'day' | 'week';
  readonly calendar: FabCalendar;
  readonly groups: readonly ExploreGroup[];
  readonly points: ExplorePoints;
  /** Both axes have room for these too. */
  readonly beside?: readonly BesideMark[];
  readonly limits: readonly LimitStretch[];
  readonly statisticalLimits: readonly NamedLimit[];
  readonly reasons: readonly ExploreReason[];
  readonly events: readonly ExploreMoment[];
  readonly notes: readonly ExploreMoment[];
  readonly floor: number | null;
  readonly target: number | null;
  /** 1 where a point is selected; null while nothing is. */
  readonly selected: Uint8Array | null;
  /** The group that is told from the others when there are more than six; null = none. */
  readonly highlight: number | null;
}

export const MOST_COLOURS = 6;
/** From so many marks on those of one colour are drawn in one go, on a canvas: each would be an element of its own. */
export const IN_ONE_GO_FROM = 1_000;
/** From so many on they are small, without a course through them. */
export const PLAIN_FROM = 5_000;
