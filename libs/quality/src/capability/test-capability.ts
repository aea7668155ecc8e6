import {
  capability,
  capabilitySample,
  type Capability,
  type CapabilitySample,
  type IndexOrNot,
  type SpecLimits,
} from '@fabwright/analytics';

/** Last values of one test on the dies of one wafer. */
export interface WaferValues {
  readonly lot: string;
  /** NaN = not run. */
  readonly values: Float32Array;
}

export interface CapabilityQuestion {
  readonly wafers: readonly WaferValues[];
  readonly limits: SpecLimits;
  /** Other limits that somebody thinks of. */
  readonly whatIf: SpecLimits | null;
  /** Bins of the histogram; 0 = none. */
  readonly bins: number;
}

export interface Histogram {
  readonly from: number;
  readonly width: number;
  readonly counts: number[];
  /** Values left of the first and right of the last bin. */
  readonly below: number;
  readonly above: number;
}

export interface CapabilityAnswer {
  readonly result: Capability;
  readonly whatIf: Capability | null;
  readonly histogram: Histogram | null;
}

/** Lots in the order of time, each with all its wafers; the sample is made once for both pairs of limits. */
export function testCapability({ wafers, limits, whatIf, bins }: CapabilityQuestion): CapabilityAnswer {
  const byLot = [...Map.groupBy(wafers, ({ lot }) => lot).values()].map((own) => joined(own));
  const total = byLot.reduce((sum, values) => sum + values.length, 0);
  const executed = byLot.reduce((sum, values) => sum + values.filter((value) => !Number.isNaN(value)).length, 0);
  // Dies that the test did not reach were sorted out before it: what is left are survivors.
  const sample = capabilitySample(byLot, { total, stopAtFirstFail: executed < total });
  return {
    result: capability(sample, limits),
    whatIf: whatIf && capability(sample, whatIf),
    histogram: bins > 0 ? histogramOf(sample, [limits, whatIf], bins) : null,
  };
}

function joined(wafers: readonly WaferValues[]): Float32Array {
  const all = new Float32Array(wafers.reduce((sum, { values }) => sum + values.length, 0));
  let at = 0;
  for (const { values } of wafers) {
    all.set(values, at);
    at += values.length;
  }
  return all;
}

/**
 * Over the middle 99.8 % of the values and the limits: one die at a tester's code for "open" would squeeze all others
 * into one bin. What lies outside is counted.
 */
function histogramOf({ sorted }: CapabilitySample, limits: readonly (SpecLimits | null)[], bins: number) {
  if (sorted.length === 0) return null;
  const cut = Math.floor(sorted.length * 0.001);
  const reach = [sorted[cut], sorted[sorted.length - 1 - cut], ...limits.flatMap((one) => [one?.lower, one?.upper])];
  const known = reach.filter((value): value is number => typeof value === 'number' && Number.isFinite(value));
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const margin = high > low ? (high - low) * 0.03 : Math.max(Math.abs(low) * 0.01, 1e-9);
  const from = low - margin;
  const width = (high + margin - from) / bins;
  const counts = new Array<number>(bins).fill(0);
  let [below, above] = [0, 0];
  for (const value of sorted) {
    const bin = Math.floor((value - from) / width);
    if (bin < 0) below += 1;
    else if (bin >= bins) above += 1;
    else counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { from, width, counts, below, above };
}

/** What an index says, flat: the value with its interval, or why there is none. */
export function indexView(index: IndexOrNot) {
  if (index.kind === 'no-index') {
    return { value: null, low: null, high: null, side: null, missing: index.reason, needs: index.needs ?? null };
  }
  const { value, interval, side } = index;
  return { value, low: interval?.low ?? null, high: interval?.high ?? null, side, missing: null, needs: null };
}
