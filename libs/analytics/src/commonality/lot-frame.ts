import { median } from '../distribution/quantiles.ts';
import type { CommonalityInput } from './commonality.types.ts';

/** Beyond this many robust σ a wafer counts as just so bad: one scrapped wafer must not speak for its lot. */
const WINSOR_SIGMAS = 6;

/** Median absolute deviation to σ of a normal distribution. */
const MAD_TO_SIGMA = 1.4826;

/**
 * The wafers that take part, lots side by side and strata side by side, so that all loops run straight through memory.
 * "wafer" and "lot" are positions in this frame; `source` leads back to the input.
 */
export interface LotFrame {
  readonly wafers: number;
  readonly lots: number;
  /** Per wafer its index in the input. */
  readonly source: Int32Array;
  readonly lotOf: Int32Array;
  /** Lot l owns wafers lotStart[l] … lotStart[l+1] − 1. */
  readonly lotStart: Int32Array;
  /** Stratum s owns lots stratumStart[s] … stratumStart[s+1] − 1. */
  readonly stratumStart: Int32Array;
  readonly stratumOf: Int32Array;
  readonly cases: Uint8Array;
  /** As given (not winsorised), for effects in the reader's unit. */
  readonly response: Float64Array;
  /** Per lot the mean of the winsorised severity (default: the response) less that of its stratum's lots. */
  readonly lotValue: Float64Array;
  /** Per wafer the winsorised severity less its lot's mean. */
  readonly residual: Float64Array;
  /** Per lot Σ residual² / (n − 1); 0 for a lot of one wafer. */
  readonly lotVariance: Float64Array;
}

function responseOf(input: CommonalityInput, wafer: number): number {
  return input.response ? (input.response[wafer] ?? Number.NaN) : (input.cases[wafer] ?? 0);
}

function checkInput(input: CommonalityInput): void {
  const wafers = input.lotOfWafer.length;
  const perWafer = [input.cases, input.response, input.severity];
  if (perWafer.some((values) => values && values.length !== wafers)) {
    throw new RangeError(`Cases, response and severity must have one entry for each of the ${wafers} wafers.`);
  }
  for (const lot of input.lotOfWafer) {
    if (lot < 0 || lot >= input.stratumOfLot.length) {
      throw new RangeError(`Lot ${lot} of a wafer has no stratum: there are ${input.stratumOfLot.length} lots.`);
    }
  }
}

/** Indices of the wafers with a response, sorted by stratum, then lot, then as given. */
function orderedWafers(input: CommonalityInput): Int32Array {
  const kept: number[] = [];
  for (let i = 0; i < input.lotOfWafer.length; i += 1) if (!Number.isNaN(responseOf(input, i))) kept.push(i);
  const lot = (wafer: number): number => input.lotOfWafer[wafer] ?? 0;
  const stratum = (wafer: number): number => input.stratumOfLot[lot(wafer)] ?? 0;
  return Int32Array.from(kept.sort((a, b) => stratum(a) - stratum(b) || lot(a) - lot(b) || a - b));
}

/** Starts of runs of equal keys, with the total length at the end. */
function runStarts(count: number, keyOf: (position: number) => number): Int32Array {
  const starts: number[] = [];
  for (let i = 0; i < count; i += 1) if (i === 0 || keyOf(i) !== keyOf(i - 1)) starts.push(i);
  starts.push(count);
  return Int32Array.from(starts);
}

function runOf(starts: Int32Array, count: number): Int32Array {
  const run = new Int32Array(count);
  for (let r = 0; r + 1 < starts.length; r += 1) run.fill(r, starts[r] ?? 0, starts[r + 1] ?? 0);
  return run;
}

/** Clips to median ± 6 robust σ; as it is where the robust σ is 0 (flags, or more than half equal). */
function winsorise(values: Float64Array): Float64Array {
  const middle = median(values);
  const sigma = MAD_TO_SIGMA * median(values.map((value) => Math.abs(value - middle)));
  if (sigma === 0) return values.slice();
  const reach = WINSOR_SIGMAS * sigma;
  return values.map((value) => Math.min(middle + reach, Math.max(middle - reach, value)));
}

function meanOf(values: Float64Array, start: number, end: number): number {
  let sum = 0;
  for (let i = start; i < end; i += 1) sum += values[i] ?? 0;
  return sum / (end - start);
}

/** Subtracts each run's mean in place and returns the means. */
function centreRuns(values: Float64Array, starts: Int32Array): Float64Array {
  const means = new Float64Array(starts.length - 1);
  for (let r = 0; r < means.length; r += 1) {
    const start = starts[r] ?? 0;
    const end = starts[r + 1] ?? 0;
    const mean = meanOf(values, start, end);
    means[r] = mean;
    for (let i = start; i < end; i += 1) values[i] = (values[i] ?? 0) - mean;
  }
  return means;
}

function varianceOfRuns(centred: Float64Array, starts: Int32Array): Float64Array {
  const variances = new Float64Array(starts.length - 1);
  for (let r = 0; r < variances.length; r += 1) {
    const start = starts[r] ?? 0;
    const end = starts[r + 1] ?? 0;
    let sum = 0;
    for (let i = start; i < end; i += 1) sum += (centred[i] ?? 0) ** 2;
    variances[r] = end - start > 1 ? sum / (end - start - 1) : 0;
  }
  return variances;
}

/** Splits the winsorised response of one stratum's wafers into lot means and what is left. */
function winsoriseStrata(response: Float64Array, waferStarts: readonly number[]): Float64Array {
  const clipped = new Float64Array(response.length);
  for (let s = 0; s + 1 < waferStarts.length; s += 1) {
    const start = waferStarts[s] ?? 0;
    clipped.set(winsorise(response.subarray(start, waferStarts[s + 1])), start);
  }
  return clipped;
}

/**
 * Lays the input out by stratum and lot and splits the severity into lot means and residuals within lots.
 * Throws a RangeError when array lengths or lot indices don't fit.
 */
export function lotFrame(input: CommonalityInput): LotFrame {
  checkInput(input);
  const source = orderedWafers(input);
  const wafers = source.length;
  const lotStart = runStarts(wafers, (i) => input.lotOfWafer[source[i] ?? 0] ?? 0);
  const lots = lotStart.length - 1;
  const stratumAt = (lot: number): number =>
    input.stratumOfLot[input.lotOfWafer[source[lotStart[lot] ?? 0] ?? 0] ?? 0] ?? 0;
  const stratumStart = runStarts(lots, stratumAt);
  const response = Float64Array.from(source, (wafer) => responseOf(input, wafer));
  const { severity } = input;
  const residual = winsoriseStrata(
    severity ? Float64Array.from(source, (wafer) => severity[wafer] ?? 0) : response,
    Array.from(stratumStart, (lot) => lotStart[lot] ?? 0),
  );
  const lotValue = centreRuns(residual, lotStart);
  centreRuns(lotValue, stratumStart);
  return {
    wafers,
    lots,
    source,
    lotOf: runOf(lotStart, wafers),
    lotStart,
    stratumStart,
    stratumOf: runOf(stratumStart, lots),
    cases: Uint8Array.from(source, (wafer) => input.cases[wafer] ?? 0),
    response,
    lotValue,
    residual,
    lotVariance: varianceOfRuns(residual, lotStart),
  };
}
