import type { LotValue } from './comparison-types.ts';

export interface LotMean {
  readonly mean: number;
  readonly wafers: number;
}

/** Mean of each lot's finite values, in the order lots first appear. */
export function lotMeans(values: readonly LotValue[]): Map<string, LotMean> {
  const sums = new Map<string, { sum: number; wafers: number }>();
  for (const { lot, value } of values) {
    if (!Number.isFinite(value)) continue;
    const entry = sums.get(lot) ?? { sum: 0, wafers: 0 };
    entry.sum += value;
    entry.wafers += 1;
    sums.set(lot, entry);
  }
  return new Map([...sums].map(([lot, { sum, wafers }]) => [lot, { mean: sum / wafers, wafers }]));
}
