import { studentTCritical } from '../inference/student-t.ts';
import { dot } from './between-lots.ts';
import type { Contrast } from './commonality.types.ts';
import type { Exposure } from './exposure.ts';
import type { LotFrame } from './lot-frame.ts';

const UNKNOWN = -1;

/** Per wafer 1 exposed, 0 not, −1 unknown. */
export function exposureFlags(frame: LotFrame, exposure: Exposure): Int8Array {
  const flags = new Int8Array(frame.wafers);
  for (const wafer of exposure.exposed) flags[wafer] = 1;
  for (const wafer of exposure.known.unknown) flags[wafer] = UNKNOWN;
  return flags;
}

/** Values of known wafers less the mean of their group; 0 for unknown wafers. `groups`: 0 … count − 1. */
function centredInGroups(values: Float64Array, flags: Int8Array, groups: Int32Array, count: number): Float64Array {
  const means = groupMeans(values, flags, groups, count);
  const centred = new Float64Array(flags.length);
  for (let i = 0; i < flags.length; i += 1) {
    if (flags[i] !== UNKNOWN) centred[i] = (values[i] ?? 0) - (means[groups[i] ?? 0] ?? 0);
  }
  return centred;
}

function groupMeans(values: Float64Array, flags: Int8Array, groups: Int32Array, count: number): Float64Array {
  const sums = new Float64Array(count);
  const counts = new Float64Array(count);
  for (let i = 0; i < flags.length; i += 1) {
    if (flags[i] === UNKNOWN) continue;
    const group = groups[i] ?? 0;
    sums[group] = (sums[group] ?? 0) + (values[i] ?? 0);
    counts[group] = (counts[group] ?? 0) + 1;
  }
  for (let group = 0; group < count; group += 1) sums[group] = (sums[group] ?? 0) / (counts[group] ?? 1);
  return sums;
}

/** Per lot Σ design·error, the score that varies independently from lot to lot, and how many lots have any design. */
function lotScores(frame: LotFrame, design: Float64Array, error: Float64Array): { squares: number; lots: number } {
  let squares = 0;
  let lots = 0;
  for (let lot = 0; lot < frame.lots; lot += 1) {
    let score = 0;
    let leverage = 0;
    for (let i = frame.lotStart[lot] ?? 0; i < (frame.lotStart[lot + 1] ?? 0); i += 1) {
      score += (design[i] ?? 0) * (error[i] ?? 0);
      leverage += Math.abs(design[i] ?? 0);
    }
    squares += score * score;
    if (leverage > 1e-9) lots += 1;
  }
  return { squares, lots };
}

/**
 * Difference "exposed − others" of the response (as given, in its unit) with one mean per group of wafers taken out:
 * groups = strata gives the difference over all lots, groups = lots the contrast within lots. 95 % interval by the
 * sandwich with lots as clusters, factor m/(m − 1) and t with m − 1 degrees of freedom; without limits below three lots.
 * null where no group has wafers on both sides. Source: Liang & Zeger, Biometrika 73:13, 1986.
 */
function fixedEffectContrast(frame: LotFrame, flags: Int8Array, groups: Int32Array, count: number): Contrast | null {
  const design = centredInGroups(new Float64Array(flags), flags, groups, count);
  const spread = dot(design, design);
  if (spread < 1e-9) return null;
  const response = centredInGroups(frame.response, flags, groups, count);
  const difference = dot(design, response) / spread;
  const error = new Float64Array(response.length);
  for (let i = 0; i < error.length; i += 1) error[i] = (response[i] ?? 0) - difference * (design[i] ?? 0);
  const { squares, lots } = lotScores(frame, design, error);
  if (lots < 3) return { difference, low: null, high: null, lots };
  const half = (studentTCritical(0.95, lots - 1) * Math.sqrt((squares * lots) / (lots - 1))) / spread;
  return { difference, low: difference - half, high: difference + half, lots };
}

/** Over all lots of the strata, and inside the lots that have wafers on both sides. */
export function contrasts(
  frame: LotFrame,
  exposure: Exposure,
): { overall: Contrast | null; withinLots: Contrast | null } {
  const flags = exposureFlags(frame, exposure);
  const stratumOfWafer = frame.lotOf.map((lot) => frame.stratumOf[lot] ?? 0);
  return {
    overall: fixedEffectContrast(frame, flags, stratumOfWafer, frame.stratumStart.length - 1),
    withinLots: fixedEffectContrast(frame, flags, frame.lotOf, frame.lots),
  };
}
