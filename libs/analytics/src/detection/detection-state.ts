import type { LotObservation } from './observation.ts';
import type { Alarm, DetectedExcursion } from './excursion.ts';

/** What is usual, learnt once and frozen: centre and σ on the scale that the chart uses. */
export interface Usual {
  readonly centre: number;
  readonly sigma: number;
  /** Lots or wafers it was learnt on. */
  readonly n: number;
}

/** What is usual for one stream. */
export interface StreamUsual {
  /** Means of a lot. */
  readonly lotMean: Usual;
  /** Lag-1 autocorrelation of lots, 0 to .6: memory widens the limits of an EWMA. */
  readonly memory: number;
  /** Single wafers; null for streams that single wafers don't have. */
  readonly wafers: Usual | null;
  /** Wafers about the mean of their lot. */
  readonly withinLots: Usual | null;
}

/** A stream whose level has moved for good, with what is usual from then on. */
export interface LastingChange extends StreamUsual {
  readonly key: string;
  /** Time of the last lot that it was learnt on: later ones are judged by it. */
  readonly after: number;
}

/** Frozen limits of one product and insertion. */
export interface SeriesBaseline {
  /** First and last lot of phase I, by time. */
  readonly from: number;
  readonly to: number;
  readonly lots: number;
  /** Lots by stream (`streamKey`): means of a lot. */
  readonly lotMeans: Readonly<Record<string, Usual>>;
  /** Lag-1 autocorrelation of lots by stream, 0 to .6: memory widens the limits of an EWMA. */
  readonly memory: Readonly<Record<string, number>>;
  /** Single wafers by stream, against all wafers of phase I; only yield and bins. */
  readonly wafers: Readonly<Record<string, Usual>>;
  /** Wafers within their lot by stream: σ about the mean of the lot. */
  readonly withinLots: Readonly<Record<string, Usual>>;
  /** In time order. The figures above are those of phase I; see `baselineAt`. */
  readonly changes: readonly LastingChange[];
}

export interface SeriesState {
  readonly baseline: SeriesBaseline | null;
  /** The latest lots in time order. */
  readonly window: readonly LotObservation[];
  /** Alarms already raised about lots of the window. */
  readonly raised: readonly { readonly lot: string; readonly id: string }[];
}

export interface SensorState {
  /** Values of phase I until it is full; then of the runs that have stayed outside since the last one inside. */
  readonly learning: readonly number[];
  readonly usual: Usual | null;
  /** Lag-1 autocorrelation of phase I, 0 to .6: memory widens the limits of the EWMA. */
  readonly memory: number;
  readonly ewma: number;
  readonly runs: number;
  readonly lastAt: number;
}

/** Everything the detectors remember: plain JSON, to be kept between calls. */
export interface DetectionState {
  readonly version: 1;
  /** By `product/insertion`. */
  readonly series: Readonly<Record<string, SeriesState>>;
  /** By tool, chamber, step, sensor and recipe. */
  readonly sensors: Readonly<Record<string, SensorState>>;
  /** Those that have not ended, and those that ended within the window. */
  readonly excursions: readonly DetectedExcursion[];
}

export interface Detection {
  readonly state: DetectionState;
  /** New alarms, in time order. */
  readonly alarms: readonly Alarm[];
  /** Excursions that opened, grew or ended by this call, each as it now stands. */
  readonly excursions: readonly DetectedExcursion[];
  /** Lots that came after the window had passed them: not judged. */
  readonly tooLate: readonly { readonly product: string; readonly insertion: string; readonly lot: string }[];
}

export function emptyDetection(): DetectionState {
  return { version: 1, series: {}, sensors: {}, excursions: [] };
}
