import type { Spread } from '@fabwright/analytics';

/** What a lot contributes to a group: sums of its wafers that have a value. */
export interface LotMeasure {
  /** The lot. */
  readonly key: string;
  readonly productId: string;
  readonly split: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly num: number;
  readonly den: number;
  readonly wafers: number;
  /** Values of its wafers, in the unit of the measure. */
  readonly within: readonly number[];
  /** How far they spread, where the values themselves are not kept. */
  readonly spread?: Spread;
}
