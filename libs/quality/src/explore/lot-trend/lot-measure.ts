/** What a lot contributes to a group: sums of its wafers that have a value. */
export interface LotMeasure {
  readonly lotId: string;
  readonly productId: string;
  readonly split: string | null;
  readonly at: Date;
  readonly num: number;
  readonly den: number;
  readonly wafers: number;
  /** Values of its wafers, in the unit of the measure. */
  readonly within: readonly number[];
}
