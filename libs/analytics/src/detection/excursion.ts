/** What is charted. `name`: bin, test or signature; empty for the yield and the defect density. */
export type Stream =
  | {
      readonly kind: 'yield' | 'bin' | 'test' | 'defects' | 'map';
      readonly product: string;
      readonly insertion: string;
      readonly name: string;
    }
  | {
      readonly kind: 'sensor';
      readonly tool: string;
      readonly chamber: string;
      readonly step: string;
      readonly name: string;
    };

/**
 * How much it matters: `yield` costs dies (yield, bins, defects, map signatures); `parametric` is a test that moved
 * while no yield was lost; `sensor` is a sensor that moved, which alone is never an excursion of yield.
 */
export type AlarmClass = 'yield' | 'parametric' | 'sensor';

/**
 * `sigma`: a lot outside its frozen limits; `slope`: EWMA; `floor`: below the absolute floor; `spread`: the wafers of
 * the lot differ more than they do; `wafers`: some wafers of the lot stand out, whatever they share; `contrast`: those
 * that shared a chamber differ from the rest of their lots, over one or several lots.
 */
export type DetectionRule = 'sigma' | 'slope' | 'floor' | 'spread' | 'wafers' | 'contrast';

export interface Alarm {
  /** The same for the same finding, however often and in whatever batches the data came. */
  readonly id: string;
  readonly class: AlarmClass;
  readonly rule: DetectionRule;
  readonly stream: Stream;
  /** Lot at whose arrival it was raised, and its time. */
  readonly lot: string;
  readonly at: number;
  /** Lots that speak for it, in time order, the one above last. */
  readonly lots: readonly string[];
  readonly direction: 'low' | 'high';
  /**
   * Observed, usual, and the limit that was crossed, in the unit of the stream (fractions of dies for yields and bins,
   * differences of such fractions for `contrast`; deviations within a lot for `spread`).
   */
  readonly value: number;
  readonly centre: number;
  readonly limit: number;
  /** Distance from the usual in standard deviations of this statistic, positive. */
  readonly score: number;
  /** Wafers that stand out, for `wafers`; those in the chamber, for `contrast` and sensors. By lot. */
  readonly wafers?: readonly { readonly lot: string; readonly waferIds: readonly string[] }[];
  /** For `contrast`. */
  readonly place?: string;
  /** Of the three figures, where the stream has one of its own. */
  readonly unit?: string;
}

/** Why now: a code to be put into words, with the figures that belong to it. */
export interface Reason {
  readonly code:
    | 'lot-outside-limits'
    | 'slow-shift'
    | 'below-floor'
    | 'wafers-spread'
    | 'wafers-stand-out'
    | 'chamber-stands-out'
    | 'sensor-moved';
  readonly stream: Stream;
  readonly values: Readonly<Record<string, number | string>>;
}

/** One event, over all the streams that show it. */
export interface DetectedExcursion {
  /** Made from the first alarm's series and lot; stays when later lots join. */
  readonly id: string;
  readonly class: AlarmClass;
  /** Empty for sensors, which belong to tools. */
  readonly product: string;
  readonly insertion: string;
  /** Tool for sensors; else empty. */
  readonly tool: string;
  /** When the lot arrived that raised the first alarm. */
  readonly detectedAt: number;
  /** First and last lot concerned. */
  readonly from: number;
  readonly to: number;
  /** Lots concerned, in time order. */
  readonly lots: readonly string[];
  readonly wafers: readonly { readonly lot: string; readonly waferIds: readonly string[] }[];
  /** The stream that shows it best, and every stream that shows it. */
  readonly leading: Stream;
  readonly leadingScore: number;
  readonly streams: readonly Stream[];
  /** Places that stood out inside lots, best first. Evidence, not yet a verdict: that is commonality's. */
  readonly places: readonly string[];
  readonly alarmIds: readonly string[];
  /** What was seen and why now: that of the first alarm first, then one for each other stream and rule. */
  readonly reasons: readonly Reason[];
  /** Observed minus usual yield over the lots concerned, in percentage points; null without a usual one. */
  readonly changePp: number | null;
  /** Quiet long enough for the next alarm to be another event. */
  readonly ended: boolean;
  /** Excursions of sensors that share lots with this one. */
  readonly related: readonly string[];
}
