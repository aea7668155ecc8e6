/** A bin's loss in a period, beside its baseline. Losses are fractions of the gross dies. */
export interface BinLossView {
  readonly number: number;
  readonly name: string;
  /** Colour slot of the bin for good; 7 and beyond are "other". */
  readonly slot: number;
  readonly loss: number;
  readonly baseline?: number | null;
  readonly change?: number | null;
}

/** Losses in the order they are to be drawn. */
export interface ParetoView {
  readonly losses: readonly BinLossView[];
}
