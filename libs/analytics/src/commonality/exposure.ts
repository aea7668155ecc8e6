import { quantileSorted } from '../distribution/quantiles.ts';
import type {
  CategoricalFactor,
  CommonalityInput,
  FactorLevel,
  MembershipFactor,
  NumericFactor,
} from './commonality.types.ts';
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

/** Wafers of the frame gathered by a number of theirs. */
interface Gathered {
  /** Per number its wafers, ascending. */
  readonly wafers: readonly Int32Array[];
  /** Per number how many of them each lot has. */
  readonly counts: readonly Int32Array[];
}

/** Where the wafers of each number begin when they lie side by side, and at last where all end. */
function startsOf(numberOf: Int32Array, numbers: number): Int32Array {
  const starts = new Int32Array(numbers + 1);
  for (let wafer = 0; wafer < numberOf.length; wafer += 1) {
    const next = (numberOf[wafer] ?? 0) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let number = 0; number < numbers; number += 1) {
    starts[number + 1] = (starts[number + 1] ?? 0) + (starts[number] ?? 0);
  }
  return starts;
}

/** Gathers the wafers by `numberOf`, 0 … numbers − 1. */
function gather(frame: LotFrame, numberOf: Int32Array, numbers: number): Gathered {
  const starts = startsOf(numberOf, numbers);
  const next = starts.slice();
  const wafers = new Int32Array(numberOf.length);
  const counts = new Int32Array(numbers * frame.lots);
  for (let wafer = 0; wafer < numberOf.length; wafer += 1) {
    const number = numberOf[wafer] ?? 0;
    const place = next[number] ?? 0;
    const count = number * frame.lots + (frame.lotOf[wafer] ?? 0);
    wafers[place] = wafer;
    next[number] = place + 1;
    counts[count] = (counts[count] ?? 0) + 1;
  }
  const each = Array.from({ length: numbers }, (_, number) => number);
  return {
    wafers: each.map((number) => wafers.subarray(starts[number], starts[number + 1])),
    counts: each.map((number) => counts.subarray(number * frame.lots, (number + 1) * frame.lots)),
  };
}

function knownWafers(frame: LotFrame, unknown: Int32Array, missing: Int32Array): KnownWafers {
  const count = missing.map((absent, lot) => (frame.lotStart[lot + 1] ?? 0) - (frame.lotStart[lot] ?? 0) - absent);
  return { count, unknown };
}

function exposureOf(
  frame: LotFrame,
  level: FactorLevel,
  known: KnownWafers,
  exposed: Int32Array,
  count: Int32Array,
): Exposure {
  let withSome = 0;
  let withOthers = 0;
  for (let lot = 0; lot < frame.lots; lot += 1) {
    if ((count[lot] ?? 0) > 0) withSome += 1;
    if ((count[lot] ?? 0) < (known.count[lot] ?? 0)) withOthers += 1;
  }
  const testable = withSome >= MIN_LOTS_ON_A_SIDE && withOthers >= MIN_LOTS_ON_A_SIDE;
  return { levels: [level], known, exposed, count, testable };
}

const NONE = new Int32Array(0);

/** Per wafer of the frame its level, `levels` where it is unknown. */
function levelOfWafers(frame: LotFrame, codes: Int32Array, levels: number): Int32Array {
  const levelOf = new Int32Array(frame.wafers);
  for (let wafer = 0; wafer < levelOf.length; wafer += 1) {
    const code = codes[frame.source[wafer] ?? 0] ?? -1;
    levelOf[wafer] = code >= 0 && code < levels ? code : levels;
  }
  return levelOf;
}

function* categoricalExposures(frame: LotFrame, factor: CategoricalFactor): Generator<Exposure> {
  const levels = factor.levels.length;
  const { wafers, counts } = gather(frame, levelOfWafers(frame, factor.codes, levels), levels + 1);
  const known = knownWafers(frame, wafers[levels] ?? NONE, counts[levels] ?? NONE);
  const { id, kind, stepId } = factor;
  for (const [index, name] of factor.levels.entries()) {
    const exposed = wafers[index] ?? NONE;
    const level = { factorId: id, kind, stepId, level: name, cut: null };
    if (exposed.length > 0) yield exposureOf(frame, level, known, exposed, counts[index] ?? NONE);
  }
}

const AT_MOST = 0;
const ABOVE = 1;
const UNKNOWN = 2;
const SIDES = [
  ['above', ABOVE],
  ['at-most', AT_MOST],
] as const;

/** On which side of a cut each value lies. */
function sidesOf(values: Float64Array, cut: number): Int32Array {
  const sides = new Int32Array(values.length).fill(UNKNOWN);
  for (let wafer = 0; wafer < sides.length; wafer += 1) {
    const value = values[wafer] ?? Number.NaN;
    if (!Number.isNaN(value)) sides[wafer] = value > cut ? ABOVE : AT_MOST;
  }
  return sides;
}

function* numericExposures(frame: LotFrame, factor: NumericFactor): Generator<Exposure> {
  const values = Float64Array.from(frame.source, (wafer) => factor.values[wafer] ?? Number.NaN);
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  if (sorted.length === 0) return;
  const { id, kind, stepId, unit } = factor;
  for (const value of new Set(CUTS.map((p) => quantileSorted(sorted, p)))) {
    const { wafers, counts } = gather(frame, sidesOf(values, value), 3);
    const known = knownWafers(frame, wafers[UNKNOWN] ?? NONE, counts[UNKNOWN] ?? NONE);
    for (const [side, number] of SIDES) {
      const exposed = wafers[number] ?? NONE;
      const level = { factorId: id, kind, stepId, level: null, cut: { side, value, unit } };
      if (exposed.length > 0) yield exposureOf(frame, level, known, exposed, counts[number] ?? NONE);
    }
  }
}

/** Of each wafer of the input its place in the frame, −1 where it takes no part. */
function placesInFrame(input: CommonalityInput, frame: LotFrame): Int32Array {
  const places = new Int32Array(input.lotOfWafer.length).fill(-1);
  for (let wafer = 0; wafer < frame.wafers; wafer += 1) places[frame.source[wafer] ?? 0] = wafer;
  return places;
}

function* membershipExposures(
  frame: LotFrame,
  factors: readonly MembershipFactor[],
  places: Int32Array,
): Generator<Exposure> {
  const known = knownWafers(frame, NONE, new Int32Array(frame.lots));
  for (const { id, kind, stepId, level, wafers } of factors) {
    const at = new Set(Array.from(wafers, (wafer) => places[wafer] ?? -1));
    at.delete(-1);
    const exposed = Int32Array.from(at).sort();
    const count = new Int32Array(frame.lots);
    for (const wafer of exposed) count[frame.lotOf[wafer] ?? 0] = (count[frame.lotOf[wafer] ?? 0] ?? 0) + 1;
    const named = { factorId: id, kind, stepId, level, cut: null };
    if (exposed.length > 0) yield exposureOf(frame, named, known, exposed, count);
  }
}

/** FNV-1a over the wafers, to find equal exposures without comparing all with all. */
function fingerprint(exposure: Exposure): string {
  const { exposed } = exposure;
  const { unknown } = exposure.known;
  let hash = 0x811c9dc5;
  for (let i = 0; i < exposed.length; i += 1) hash = Math.imul(hash ^ (exposed[i] ?? 0), 0x01000193);
  for (let i = 0; i < unknown.length; i += 1) hash = Math.imul(hash ^ ~(unknown[i] ?? 0), 0x01000193);
  return `${exposed.length}:${unknown.length}:${hash}`;
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
  const { memberships = [] } = input;
  if (memberships.length > 0) yield* membershipExposures(frame, memberships, placesInFrame(input, frame));
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
