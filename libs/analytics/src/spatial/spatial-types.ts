import type { Interval } from '../yield/group-yield.ts';
import type { WaferDies } from './stacked-map.ts';

/** A wafer's dies with the lot it belongs to: lots, not wafers or dies, are the independent units. */
export interface LotWafer {
  readonly lot: string;
  readonly dies: WaferDies;
}

/** Stacks two groups and their difference; the columns have one entry a die position, ordered by y, then x. */
export interface DifferenceMap {
  readonly kind: 'difference-map';
  readonly x: Int16Array;
  readonly y: Int16Array;
  /** Mean over lots of the fail rate at the position, fractions of 1; NaN where the group has no verdict there. */
  readonly rateA: Float64Array;
  readonly rateB: Float64Array;
  /** a − b; NaN where one is missing. */
  readonly difference: Float64Array;
  /** Half width of the t interval over lots (the smaller group's degrees of freedom); NaN where it can't be said. */
  readonly halfWidth: Float64Array;
  /** p corrected for all positions (max-statistic over permuted lots); NaN where it can't be said. */
  readonly adjustedP: Float64Array;
  readonly basis: DifferenceBasis;
}

/** How two groups of wafers were compared, at positions or in zones. */
export interface DifferenceBasis {
  /** `paired`: most lots have wafers in both groups and each is its own control. */
  readonly design: 'independent' | 'paired';
  readonly confidence: number;
  readonly lots: readonly [number, number];
  readonly wafers: readonly [number, number];
  /** Lots that the design could not use. */
  readonly lotsLeftOut: number;
  /** Null: tested. Else there are rates and differences, but no interval and no p. */
  readonly untested: 'too-few-lots' | null;
  /** Smallest corrected p that these lots could give. */
  readonly smallestP: number | null;
}

/** Regions of the wafer compared between two groups. */
export interface ZoneDifferences {
  readonly kind: 'zone-differences';
  readonly zones: readonly ZoneDifference[];
  readonly basis: DifferenceBasis;
}

/** A region of the wafer compared between two groups. */
export interface ZoneDifference {
  readonly zone: number;
  readonly rateA: number | null;
  readonly rateB: number | null;
  readonly difference: number | null;
  readonly interval: Interval | null;
  readonly adjustedP: number | null;
}

/** Fail pattern as a direction: rings × sectors, smoothed, unit length. Compare with `similarity`. */
export interface SignatureVector {
  readonly rings: number;
  readonly sectors: number;
  /** Ring-major, from the centre, sectors anticlockwise from +X. */
  readonly cells: readonly number[];
  /** Length before it was made 1: how strong the pattern is, in σ of chance. */
  readonly strength: number;
}

/** Do fails lie beside each other more than chance would have it? */
export interface ClusteringTest {
  readonly kind: 'clustering';
  /** Moran's I of the fails over the 8 neighbours; expected −1/(n−1). */
  readonly moransI: number;
  readonly expected: number;
  /** In σ of its distribution under permutation of the dies. */
  readonly z: number;
  /** One-sided: clustered. */
  readonly p: number;
  /** Pairs of neighbours that both fail, and how many chance would make. */
  readonly failJoins: number;
  readonly expectedFailJoins: number;
  readonly dies: number;
  readonly failed: number;
}

export interface NoSpatialTest {
  readonly kind: 'no-spatial-test';
  readonly reason:
    | 'too-few-dies'
    | 'too-few-fails'
    | 'too-few-goods'
    | 'no-neighbours'
    | 'no-pattern'
    | 'too-few-wafers';
  /** Dies with a verdict, and how many of them fail. */
  readonly dies: number;
  readonly failed: number;
  /** Dies, fails, goods or wafers needed, after what the reason names. */
  readonly needs: number;
}

/** Frozen picture of healthy wafers by ring × sector; JSON-safe. */
export interface SignatureBaseline {
  readonly kind: 'signature-baseline';
  readonly rings: number;
  readonly sectors: number;
  /** Fail rate of each cell, fractions of 1, ring-major. */
  readonly rates: readonly number[];
  /** Median of the unscaled statistic over these wafers. */
  readonly typical: number;
  /** The statistic's limit, learnt from the wafers themselves: median + 3.5 robust σ on the log. */
  readonly limit: number;
  readonly wafers: number;
}

export interface SignatureScore {
  /** How far the pattern is from the baseline at the wafer's own fail level, in multiples of a healthy wafer: about 1. */
  readonly statistic: number;
  readonly limit: number;
  readonly outside: boolean;
  /** Cells that say most, largest first: standardised residuals (+ = more fails than the baseline pattern). */
  readonly leading: readonly { readonly ring: number; readonly sector: number; readonly residual: number }[];
}
