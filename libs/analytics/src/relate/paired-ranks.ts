import { effectiveWafers, intraClassCorrelation, lotSizes } from './lot-likeness.ts';
import type { LotSizes } from './lot-likeness.ts';
import { centredRanks, ranker, scatterRanks } from './ranks.ts';
import type { RankedColumn } from './ranks.ts';
import type { RelateInput, SkippedParameter } from './relate.types.ts';

const LEAST_WAFERS = 10;
const LEAST_LOTS = 3;

type Numbers = ArrayLike<number>;

/** A parameter and the response over the wafers that have both, in the order of the parameter. */
export interface PairedRanks {
  /** Wafers, ascending by the parameter. */
  readonly order: Int32Array;
  /** Centred ranks of both, wafer by wafer in that order, and Σ of their squares. */
  readonly ranks: Float64Array;
  readonly spread: number;
  readonly response: Float64Array;
  readonly responseSpread: number;
  /** The group of each, −1 unknown, numbered below `groupCount`; null without groups. */
  readonly groups: Int32Array | null;
  readonly groupCount: number;
  readonly sizes: LotSizes;
  /** Independent wafers that these are worth. */
  readonly effective: number;
}

/** How the response ranks among some of the wafers. */
interface RankedResponse {
  /** Per wafer of the input; meaningless where a wafer does not take part. */
  readonly ranks: Float64Array;
  readonly squares: number;
}

/** The response among all its wafers: what most parameters share. */
interface WholeResponse extends RankedResponse {
  readonly order: Int32Array;
  readonly sizes: LotSizes;
  readonly likeness: number;
}

/** Ranks one parameter after the other against the response, in memory that is used again. */
export class Pairing {
  readonly #input: RelateInput;
  readonly #ranker;
  readonly #lotCount: number;
  readonly #whole: WholeResponse;
  readonly #kept: { readonly order: Int32Array; readonly ranks: Float64Array; readonly perWafer: Float64Array };
  readonly #response: Float64Array;
  readonly #lots: Int32Array;
  readonly #groups: Int32Array;
  readonly #groupCount: number;

  constructor(input: RelateInput) {
    const wafers = input.lotOfWafer.length;
    this.#input = input;
    this.#ranker = ranker(wafers);
    this.#lotCount = countOf(input.lotOfWafer);
    this.#groupCount = countOf(input.groupOfWafer ?? new Int32Array(0));
    this.#kept = {
      order: new Int32Array(wafers),
      ranks: new Float64Array(wafers),
      perWafer: new Float64Array(wafers),
    };
    this.#response = new Float64Array(wafers);
    this.#lots = new Int32Array(wafers);
    this.#groups = new Int32Array(wafers);
    this.#whole = this.#rankWhole();
  }

  #rankWhole(): WholeResponse {
    const { order, ranks, squares } = this.#ranker.rank(this.#input.response);
    const lots = order.map((wafer) => this.#input.lotOfWafer[wafer] ?? 0);
    const sizes = lotSizes(lots, this.#lotCount);
    const perWafer = new Float64Array(this.#lots.length);
    scatterRanks({ order, ranks }, perWafer);
    const likeness = intraClassCorrelation(ranks, lots, sizes, squares);
    return { order: order.slice(), ranks: perWafer, squares, sizes, likeness };
  }

  /** Why nothing at all can be compared; null where something can. */
  get obstacle(): 'too-few-wafers' | 'too-few-lots' | 'response-is-constant' | null {
    const { order, sizes, squares } = this.#whole;
    if (order.length < LEAST_WAFERS) return 'too-few-wafers';
    if (sizes.lots < LEAST_LOTS) return 'too-few-lots';
    return squares === 0 ? 'response-is-constant' : null;
  }

  /** Wafers that have the parameter and the response, ranked by both; or why not. Overwritten by the next call. */
  of(values: Numbers): PairedRanks | SkippedParameter['reason'] {
    const column = this.#ranker.rank(values, this.#input.response);
    const wafers = column.order.length;
    if (wafers < LEAST_WAFERS) return 'too-few-wafers';
    const whole = wafers === this.#whole.order.length;
    const response = whole ? this.#whole : this.#rankAmong(values);
    const y = this.#response.subarray(0, wafers);
    const lots = this.#lots.subarray(0, wafers);
    layOut(column.order, response.ranks, y);
    layOut(column.order, this.#input.lotOfWafer, lots);
    const sizes = whole ? this.#whole.sizes : lotSizes(lots, this.#lotCount);
    if (sizes.lots < LEAST_LOTS) return 'too-few-lots';
    if (column.squares === 0 || response.squares === 0) return 'constant';
    const likeness = intraClassCorrelation(column.ranks, lots, sizes, column.squares);
    const ofResponse = whole ? this.#whole.likeness : intraClassCorrelation(y, lots, sizes, response.squares);
    return {
      order: column.order,
      ranks: column.ranks,
      spread: column.squares,
      response: y,
      responseSpread: response.squares,
      groups: this.#groupsAlong(column.order),
      groupCount: this.#groupCount,
      sizes,
      effective: effectiveWafers(sizes, likeness, ofResponse),
    };
  }

  #groupsAlong(order: Int32Array): Int32Array | null {
    const { groupOfWafer } = this.#input;
    if (!groupOfWafer) return null;
    const groups = this.#groups.subarray(0, order.length);
    layOut(order, groupOfWafer, groups);
    return groups;
  }

  /** The response among the wafers that have `values`: those keep their order, only their ranks move together. */
  #rankAmong(values: Numbers): RankedResponse {
    const { order, ranks, perWafer } = this.#kept;
    const { order: all, ranks: before } = this.#whole;
    let count = 0;
    for (let i = 0; i < all.length; i += 1) {
      const wafer = all[i] ?? 0;
      if (Number.isNaN(values[wafer] ?? Number.NaN)) continue;
      order[count] = wafer;
      ranks[count] = before[wafer] ?? 0;
      count += 1;
    }
    const squares = centredRanks(ranks, count, ranks);
    scatterRanks({ order: order.subarray(0, count), ranks }, perWafer);
    return { ranks: perWafer, squares };
  }

  /** A column's ranks per wafer, NaN where it has none. */
  ranksPerWafer(values: Numbers): Float32Array {
    const column: RankedColumn = this.#ranker.rank(values);
    const ranks = new Float32Array(values.length).fill(Number.NaN);
    for (const [i, wafer] of column.order.entries()) ranks[wafer] = column.ranks[i] ?? 0;
    return ranks;
  }
}

/** How many there are of what is numbered from 0 on. */
function countOf(numbers: Int32Array): number {
  return numbers.reduce((most, number) => Math.max(most, number + 1), 0);
}

/** Brings what is known per wafer into the order of a parameter, so that the sums run straight through memory. */
function layOut<T extends Float64Array | Int32Array>(order: Int32Array, perWafer: T, into: T): void {
  for (let i = 0; i < order.length; i += 1) into[i] = perWafer[order[i] ?? 0] ?? 0;
}
