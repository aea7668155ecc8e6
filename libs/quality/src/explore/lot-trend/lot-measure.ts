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
  /** Values of its wafers, in the unit of the measure; null for one wafer, whose value is `num / den`. */
  readonly within: readonly number[] | null;
  /** How far they spread, where the values themselves are not kept. */
  readonly spread?: Spread;
}

/** Values of the wafers. By slot a group is one wafer, and a list for each of a hundred thousand would be dear. */
export function waferValues({ within, num, den }: Pick<LotMeasure, 'within' | 'num' | 'den'>): readonly number[] {
  return within ?? [num / den];
}
