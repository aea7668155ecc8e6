import { shuffleFirst } from '../inference/shuffle.ts';
import { MOST_BITS } from './between-lots.ts';
import type { BetweenDesign } from './between-lots.ts';
import type { LotFrame } from './lot-frame.ts';

/** Lots whose sums are looked up together: with more, filling the table costs more than it saves. */
const BLOCK = 8;
const SUMS = 256;

/** Permutations that share a number: whole units, one in the low 26 bits of a double's 53, one above them. */
const PACKED = 2;
const HIGH = 2 ** 26;
/**
 * Σ|value| in units: so small that a sum over the lots of a level, each up to 2^MOST_BITS − 1 times, stays below half
 * of `HIGH` (values sum to 0, so that no subset has more than half of Σ|value|).
 */
const MOST_UNITS = HIGH / (2 ** MOST_BITS - 1);

/** Numbers that are summed side by side: their additions don't wait for each other. */
const LANES = 4;

/** 64 bytes in 32-bit numbers. */
const CACHE_LINE = 16;

/** Permutations that are summed side by side. */
export const SIDE_BY_SIDE = PACKED * LANES;

/** For each bit of each level the table's entries that add up to the lots that have it; none where no lot of eight has. */
interface Planes {
  readonly entries: Uint16Array | Int32Array;
  /** Plane p owns the entries from startOf[p] to startOf[p + 1]. */
  readonly startOf: Int32Array;
  /** Level i owns the planes from planeOf[i] to planeOf[i + 1], the lowest bit first. */
  readonly planeOf: Int32Array;
}

function planesOf(designs: readonly (BetweenDesign | null)[]): Planes {
  const entries: number[] = [];
  const startOf = [0];
  const planeOf = [0];
  for (const design of designs) {
    for (let bit = 0; design && bit < design.bits; bit += 1) {
      for (let lot = 0; lot < design.steps.length; lot += BLOCK) {
        const byte = byteAt(design.steps, lot, bit);
        if (byte > 0) entries.push(lot * (SUMS / BLOCK) + byte);
      }
      startOf.push(entries.length);
    }
    planeOf.push(startOf.length - 1);
  }
  const most = entries.reduce((largest, entry) => Math.max(largest, entry), 0);
  const Narrow = most < 2 ** 16 ? Uint16Array : Int32Array;
  return { entries: Narrow.from(entries), startOf: Int32Array.from(startOf), planeOf: Int32Array.from(planeOf) };
}

/** One bit of the steps of eight lots from `lot` on, side by side. */
function byteAt(steps: Uint8Array, lot: number, bit: number): number {
  let byte = 0;
  for (let i = Math.min(steps.length, lot + BLOCK) - 1; i >= lot; i -= 1)
    byte = 2 * byte + (((steps[i] ?? 0) >> bit) & 1);
  return byte;
}

/** Shuffles each run of `values`, in place. */
export function shuffleRuns(values: Float64Array, starts: Int32Array, random: () => number): void {
  for (let r = 0; r + 1 < starts.length; r += 1) {
    const run = values.subarray(starts[r], starts[r + 1]);
    shuffleFirst(run, run.length - 1, random);
  }
}

/**
 * Exchanges lot values inside strata and sums them over the lots of every level, many permutations at once.
 *
 * Three things make it fast. Eight lots are one look-up in a table of the 256 sums that they can have (the method of four
 * Russians: Arlazarov, Dinic, Kronrod & Faradžev, Dokl. Akad. Nauk SSSR 194:487, 1970). One look at a level's byte serves
 * all permutations that lie side by side. And values are rounded to whole units, small enough to change no score by
 * 1e-4 (`SCORE_TOLERANCE`), so that two permutations travel in one number.
 */
export class LotExchange {
  /** Σ steps·lotValue of the last exchanges: rows of levels, `stride` apart, then permutations. */
  readonly sums: Float32Array;
  /** Not a power of two, or all rows would fight for the same few places in the processor's cache. */
  readonly stride: number;
  readonly #starts: Int32Array;
  readonly #batch: number;
  readonly #planes: Planes;
  readonly #levels: number;
  readonly #unit: number;
  /** Lot values in whole units, as the last exchange left them. */
  readonly #units: Float64Array;
  readonly #packed: Float64Array;
  /** Sums of all subsets: blocks, then subsets, then lanes. */
  readonly #table: Float64Array;
  readonly #lanes = new Float64Array(LANES);

  /** `designs`: per level, null where lots say nothing of it; `batch`: permutations of an exchange, whole `SIDE_BY_SIDE`. */
  constructor(frame: LotFrame, designs: readonly (BetweenDesign | null)[], batch: number) {
    this.#starts = frame.stratumStart;
    this.#batch = batch;
    const blocks = Math.ceil(frame.lots / BLOCK);
    this.#planes = planesOf(designs);
    this.#levels = designs.length;
    const total = frame.lotValue.reduce((sum, value) => sum + Math.abs(value), 0);
    const unit = total / (MOST_UNITS - 2 * frame.lots);
    this.#unit = unit > 0 ? unit : 1;
    this.#units = frame.lotValue.map((value) => Math.round(value / this.#unit));
    this.#packed = new Float64Array(blocks * BLOCK);
    this.#table = new Float64Array(blocks * SUMS * LANES);
    this.stride = batch + CACHE_LINE;
    this.sums = new Float32Array(designs.length * this.stride);
  }

  /** Whether lots say anything of any level. */
  get matters(): boolean {
    return this.#planes.entries.length > 0;
  }

  /** Draws the exchanges of a batch; `weights`, where given, are summed with the values of each into `weighted`. */
  draw(random: () => number, weights: Float64Array | null, weighted: Float64Array): void {
    for (let b = 0; b < this.#batch; b += SIDE_BY_SIDE) {
      for (let lane = 0; lane < LANES; lane += 1) {
        const low = this.#shuffle(1, random, weights);
        const high = this.#shuffle(HIGH, random, weights);
        weighted[b + PACKED * lane] = low;
        weighted[b + PACKED * lane + 1] = high;
        fillSubsetSums(this.#packed, this.#table, lane);
      }
      this.#sumLevels(b);
    }
  }

  /** Exchanges once more, lays the values down times `place` (1: afresh), returns Σ weight·value. */
  #shuffle(place: number, random: () => number, weights: Float64Array | null): number {
    const units = this.#units;
    const packed = this.#packed;
    shuffleRuns(units, this.#starts, random);
    for (let lot = 0; lot < units.length; lot += 1) {
      packed[lot] = place === 1 ? (units[lot] ?? 0) : (packed[lot] ?? 0) + place * (units[lot] ?? 0);
    }
    if (!weights) return 0;
    let sum = 0;
    for (let lot = 0; lot < units.length; lot += 1) sum += (weights[lot] ?? 0) * (units[lot] ?? 0);
    return sum * this.#unit;
  }

  #sumLevels(b: number): void {
    const { planeOf } = this.#planes;
    for (let level = 0; level < this.#levels; level += 1) {
      const first = planeOf[level] ?? 0;
      const end = planeOf[level + 1] ?? 0;
      sumPlanes(this.#planes, first, end, this.#table, this.#lanes);
      unpack(this.#lanes, this.#unit, this.sums, level * this.stride + b);
    }
  }
}

/** Sums of all 256 subsets of each block's eight values, for one lane. */
function fillSubsetSums(values: Float64Array, table: Float64Array, lane: number): void {
  for (let empty = lane, lot = 0; empty < table.length; empty += SUMS * LANES) {
    table[empty] = 0;
    for (let half = 1; half < SUMS; half *= 2, lot += 1) {
      const value = values[lot] ?? 0;
      const shift = half * LANES;
      for (let low = empty; low < empty + shift; low += LANES) table[low + shift] = (table[low] ?? 0) + value;
    }
  }
}

/** A level's sums for all permutations side by side: those of its planes, each bit by its weight. */
function sumPlanes(planes: Planes, first: number, last: number, table: Float64Array, lanes: Float64Array): void {
  const { entries, startOf } = planes;
  lanes.fill(0);
  for (let plane = first, weight = 1; plane < last; plane += 1, weight *= 2) {
    addEntries(entries, startOf[plane] ?? 0, startOf[plane + 1] ?? 0, table, weight, lanes);
  }
}

/** The innermost loop: four additions that don't wait for each other, for one look at the entry. */
function addEntries(
  entries: Uint16Array | Int32Array,
  from: number,
  to: number,
  table: Float64Array,
  weight: number,
  lanes: Float64Array,
): void {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let i = from; i < to; i += 1) {
    const entry = (entries[i] ?? 0) * LANES;
    a += table[entry] ?? 0;
    b += table[entry + 1] ?? 0;
    c += table[entry + 2] ?? 0;
    d += table[entry + 3] ?? 0;
  }
  addLanes(lanes, weight * a, weight * b, weight * c, weight * d);
}

function addLanes(lanes: Float64Array, a: number, b: number, c: number, d: number): void {
  lanes[0] = (lanes[0] ?? 0) + a;
  lanes[1] = (lanes[1] ?? 0) + b;
  lanes[2] = (lanes[2] ?? 0) + c;
  lanes[3] = (lanes[3] ?? 0) + d;
}

/** Both permutations of each lane, from whole units back to values, side by side at `row`. */
function unpack(lanes: Float64Array, unit: number, sums: Float32Array, row: number): void {
  for (let lane = 0; lane < LANES; lane += 1) {
    const packed = lanes[lane] ?? 0;
    const high = Math.floor(packed / HIGH + 0.5);
    sums[row + PACKED * lane] = unit * (packed - high * HIGH);
    sums[row + PACKED * lane + 1] = unit * high;
  }
}
