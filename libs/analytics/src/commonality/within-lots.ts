import type { Exposure } from './exposure.ts';
import type { LotFrame } from './lot-frame.ts';

/** A lot without any spread still counts as having this share of the spread of all wafers (flags are all equal there). */
const LEAST_VARIANCE_SHARE = 0.1;

/** Writes per lot Σ (x − x̄)² of a level's exposure over the lot's known wafers: n₁·n₀/n, 0 where the lot is not split. */
export function withinSquares({ count, known }: Exposure, squares: Float64Array): void {
  for (let lot = 0; lot < squares.length; lot += 1) {
    const exposed = count[lot] ?? 0;
    const all = known.count[lot] ?? 0;
    squares[lot] = all > 0 ? (exposed * (all - exposed)) / all : 0;
  }
}

/** Per lot and wafer, x − x̄ of the exposure inside the lot; 0 where the factor is unknown. */
export function centredExposure(frame: LotFrame, exposure: Exposure): Float64Array {
  const centred = new Float64Array(frame.wafers);
  for (let lot = 0; lot < frame.lots; lot += 1) {
    const known = exposure.known.count[lot] ?? 0;
    if (known > 0) centred.fill(-(exposure.count[lot] ?? 0) / known, frame.lotStart[lot], frame.lotStart[lot + 1]);
  }
  for (const wafer of exposure.exposed) centred[wafer] = (centred[wafer] ?? 0) + 1;
  for (const wafer of exposure.known.unknown) centred[wafer] = 0;
  return centred;
}

/**
 * Writes per lot Σ (x − x̄)·value over the known wafers into `sums`. `values`: per wafer, summing to 0 in each lot, so
 * that what is known sums to minus what is unknown. A lot with all its wafers on one side has no contrast: 0.
 */
export function withinSums(frame: LotFrame, exposure: Exposure, values: Float64Array, sums: Float64Array): void {
  const { exposed, count, known } = exposure;
  for (let lot = 0, next = 0; lot < frame.lots; lot += 1) {
    const end = next + (count[lot] ?? 0);
    let sum = 0;
    if (count[lot] === known.count[lot]) next = end;
    for (; next < end; next += 1) sum += values[exposed[next] ?? 0] ?? 0;
    sums[lot] = sum;
  }
  if (known.unknown.length > 0) addUnknown(frame, exposure, values, sums);
}

function addUnknown(frame: LotFrame, { count, known }: Exposure, values: Float64Array, sums: Float64Array): void {
  for (const wafer of known.unknown) {
    const lot = frame.lotOf[wafer] ?? 0;
    const seen = count[lot] ?? 0;
    const all = known.count[lot] ?? 0;
    if (seen > 0 && seen < all) sums[lot] = (sums[lot] ?? 0) + ((values[wafer] ?? 0) * seen) / all;
  }
}

/** Per lot the variance that a wafer's residual is taken to have, never 0 as long as any wafers differ. */
export function lotNoise(frame: LotFrame): Float64Array {
  let squares = 0;
  for (let wafer = 0; wafer < frame.wafers; wafer += 1) {
    squares += ((frame.residual[wafer] ?? 0) + (frame.lotValue[frame.lotOf[wafer] ?? 0] ?? 0)) ** 2;
  }
  const least = (LEAST_VARIANCE_SHARE * squares) / Math.max(1, frame.wafers - 1);
  return frame.lotVariance.map((variance) => Math.max(variance, least));
}

/** Per lot its residuals from the largest down, as running sums: entry lotStart + k − 1 is the sum of the k largest. */
export function largestResiduals(frame: LotFrame): Float64Array {
  const sums = frame.residual.slice();
  for (let lot = 0; lot < frame.lots; lot += 1) {
    const part = sums.subarray(frame.lotStart[lot], frame.lotStart[lot + 1]);
    part.sort().reverse();
    for (let i = 1; i < part.length; i += 1) part[i] = (part[i] ?? 0) + (part[i - 1] ?? 0);
  }
  return sums;
}

/** The largest Σ (x − x̄)·residual that the split lots could have shown: their worst wafers exposed. */
export function largestWithin(frame: LotFrame, exposure: Exposure, runningSums: Float64Array): number {
  let sum = 0;
  for (let lot = 0; lot < frame.lots; lot += 1) {
    const exposed = exposure.count[lot] ?? 0;
    if (exposed === 0 || exposed === exposure.known.count[lot]) continue;
    sum += runningSums[(frame.lotStart[lot] ?? 0) + exposed - 1] ?? 0;
  }
  return sum;
}
