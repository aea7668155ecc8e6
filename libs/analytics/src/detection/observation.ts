/**
 * What the detectors are fed with. Times are milliseconds since 1970 UTC; yields and bins are counted in dies, so
 * that a lot's mean is weighted by its dies.
 */
export type Observation = LotObservation | SensorObservation;

/** A lot that was sorted. Sent again with the same product, insertion and lot it replaces what was known of it. */
export interface LotObservation {
  readonly kind: 'lot';
  readonly product: string;
  readonly insertion: string;
  readonly lot: string;
  /** End of its last first pass. */
  readonly at: number;
  readonly wafers: readonly WaferObservation[];
  /** Median of passing dies by test; units are the test's own and must not change within a series. */
  readonly tests?: Readonly<Record<string, number>>;
  /** Defects found and area looked at: both, since few of them on a small area tell little. */
  readonly defects?: { readonly count: number; readonly areaCm2: number };
  /** Statistics of how the lot's stacked map departs from the usual one, larger = stranger, by signature. */
  readonly maps?: Readonly<Record<string, number>>;
  /** Absolute floor of the lot's yield, a fraction of 1. */
  readonly floor?: number;
}

export interface WaferObservation {
  readonly waferId: string;
  readonly good: number;
  /** Gross dies; a wafer of 0 is left out. */
  readonly gross: number;
  /** Failing dies by bin; a bin that is missing counts 0. */
  readonly bins?: Readonly<Record<string, number>>;
  /**
   * Where the wafer was while others of its lot were elsewhere, one entry a step: `placeOf(step, tool, chamber)`.
   * May come later than the sort: send the lot again then.
   */
  readonly places?: readonly string[];
}

/** One summary of one sensor, over the wafers of one run that went through one chamber. */
export interface SensorObservation {
  readonly kind: 'sensor';
  readonly tool: string;
  /** Empty for a tool without chambers. */
  readonly chamber: string;
  readonly step: string;
  readonly sensor: string;
  readonly unit?: string;
  /** What was asked of the tool, such as a recipe and its version: each has a chart of its own. */
  readonly recipe?: string;
  readonly waferIds?: readonly string[];
  /** End of the run, by the fab's clock. */
  readonly at: number;
  readonly lot: string;
  readonly product: string;
  /** Mean over the wafers, in the sensor's unit. */
  readonly value: number;
  /** One of the first runs after maintenance: kept off the chart. */
  readonly seasoning: boolean;
}

/** The name of a place inside a lot, the same for detectors, excursions and their readers. */
export function placeOf(step: string, tool: string, chamber: string): string {
  return `${step}|${tool}|${chamber}`;
}

/** The parts of a place; throws a RangeError where it is none. */
export function partsOfPlace(place: string): { step: string; tool: string; chamber: string } {
  const [step, tool, chamber, ...rest] = place.split('|');
  if (step === undefined || tool === undefined || chamber === undefined || rest.length > 0) {
    throw new RangeError(`"${place}" is no place: it needs step|tool|chamber.`);
  }
  return { step, tool, chamber };
}
