import { quantileSorted } from '../distribution/quantiles.ts';
import type { CategoricalFactor, CommonalityInput, FactorLevel, NumericFactor } from './commonality.types.ts';
import type { LotFrame } from './lot-frame.ts';

/** Fewer lots on a side than this decide nothing, whatever their wafers say. */
export const MIN_LOTS_ON_A_SIDE = 3;

/** A numeric factor is cut at these quantiles. */
const CUTS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** Which wafers of the frame a factor says something about. */
export interface KnownWafers {
  /** Per lot. */
  readonly count: Int32Array;
  /** Wafers without a value, ascending; empty where all have one. */
  readonly unknown: Int32Array;
}

/** Which wafers one or more levels saw. */
export interface Exposure {
  /** Levels with exactly these wafers: nothing in the data tells them apart. */
  readonly levels: FactorLevel[];
  readonly known: KnownWafers;
  /** Wafers of the frame, ascending. */
  readonly exposed: Int32Array;
  /** Exposed wafers per lot. */
  readonly count: Int32Array;
  /** At least three lots with exposed wafers and three with others. */
  readonly testable: boolean;
}

function perLot(frame: LotFrame, wafers: Int32Array): Int32Array {
  const count = new Int32Array(frame.lots);
  for (const wafer of wafers) {
    const lot = frame.lotOf[wafer] ?? 0;
    count[lot] = (count[lot] ?? 0) + 1;
  }
  return count;
}

function knownWafers(frame: LotFrame, unknown: Int32Array): KnownWafers {
  const missing = perLot(frame, unknown);
  const count = missing.map((absent, lot) => (frame.lotStart[lot + 1] ?? 0) - (frame.lotStart[lot] ?? 0) - absent);
  return { count, unknown };
}

function exposureOf(frame: LotFrame, level: FactorLevel, known: KnownWafers, exposed: Int32Array): Exposure {
  const count = perLot(frame, exposed);
  let withSome = 0;
  let withOthers = 0;
  for (let lot = 0; lot < frame.lots; lot += 1) {
    if ((count[lot] ?? 0) > 0) withSome += 1;
    if ((count[lot] ?? 0) < (known.count[lot] ?? 0)) withOthers += 1;
  }
  const testable = withSome >= MIN_LOTS_ON_A_SIDE && withOthers >= MIN_LOTS_ON_A_SIDE;
  return { levels: [level], known, exposed, count, testable };
}

function* categoricalExposures(frame: LotFrame, factor: CategoricalFactor): Generator<Exposure> {
  const members = factor.levels.map((): number[] => []);
  const unknown: number[] = [];
  for (let wafer = 0; wafer < frame.wafers; wafer += 1) {
    const code = factor.codes[frame.source[wafer] ?? 0] ?? -1;
    (members[code] ?? unknown).push(wafer);
  }
  const known = knownWafers(frame, Int32Array.from(unknown));
  for (const [index, exposed] of members.entries()) {
    if (exposed.length === 0) continue;
    const { id, kind, stepId } = factor;
    const level = { factorId: id, kind, stepId, level: factor.levels[index] ?? null, cut: null };
    yield exposureOf(frame, level, known, Int32Array.from(exposed));
  }
}

function* numericExposures(frame: LotFrame, factor: NumericFactor): Generator<Exposure> {
  const values = Float64Array.from(frame.source, (wafer) => factor.values[wafer] ?? Number.NaN);
  const wafers = Int32Array.from(values.keys());
  const known = knownWafers(
    frame,
    wafers.filter((wafer) => Number.isNaN(values[wafer] ?? Number.NaN)),
  );
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  if (sorted.length === 0) return;
  const { id, kind, stepId, unit } = factor;
  for (const value of new Set(CUTS.map((p) => quantileSorted(sorted, p)))) {
    for (const side of ['above', 'at-most'] as const) {
      const exposed = wafers.filter((wafer) => {
        const at = values[wafer] ?? Number.NaN;
        return side === 'above' ? at > value : at <= value;
      });
      const level = { factorId: id, kind, stepId, level: null, cut: { side, value, unit } };
      if (exposed.length > 0) yield exposureOf(frame, level, known, exposed);
    }
  }
}

/** FNV-1a over the wafers, to find equal exposures without comparing all with all. */
function fingerprint(exposure: Exposure): string {
  let hash = 0x811c9dc5;
  for (const wafer of exposure.exposed) hash = Math.imul(hash ^ wafer, 0x01000193);
  for (const wafer of exposure.known.unknown) hash = Math.imul(hash ^ ~wafer, 0x01000193);
  return `${exposure.exposed.length}:${exposure.known.unknown.length}:${hash}`;
}

function sameWafers(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((wafer, i) => wafer === b[i]);
}

/** Gathers levels with exactly the same wafers, so that each different question is asked once. */
function mergeEqual(exposures: Iterable<Exposure>): Exposure[] {
  const byPrint = new Map<string, Exposure[]>();
  const distinct: Exposure[] = [];
  for (const exposure of exposures) {
    const print = fingerprint(exposure);
    const bucket = byPrint.get(print) ?? [];
    const equal = bucket.find(
      (other) => sameWafers(other.exposed, exposure.exposed) && sameWafers(other.known.unknown, exposure.known.unknown),
    );
    if (equal) equal.levels.push(...exposure.levels);
    else {
      bucket.push(exposure);
      byPrint.set(print, bucket);
      distinct.push(exposure);
    }
  }
  return distinct;
}

function* allExposures(input: CommonalityInput, frame: LotFrame): Generator<Exposure> {
  for (const factor of input.factors) {
    checkLength(factor.id, factor.codes.length, input);
    yield* categoricalExposures(frame, factor);
  }
  for (const factor of input.numericFactors ?? []) {
    checkLength(factor.id, factor.values.length, input);
    yield* numericExposures(frame, factor);
  }
}

function checkLength(id: string, length: number, input: CommonalityInput): void {
  if (length !== input.lotOfWafer.length) {
    throw new RangeError(`Factor ${id} has ${length} entries for ${input.lotOfWafer.length} wafers.`);
  }
}

/**
 * Every level of every factor as the wafers it saw; levels with the same wafers become one exposure.
 * Throws a RangeError when a factor's length is not that of the wafers.
 */
export function exposures(input: CommonalityInput, frame: LotFrame): Exposure[] {
  return mergeEqual(allExposures(input, frame));
}
