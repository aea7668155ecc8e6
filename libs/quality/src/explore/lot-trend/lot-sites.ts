import type { LotMeasure } from './lot-measure.ts';

/** What the wafers of a lot come to at a site or touchdown; the last three are of the wafers of which anything was tested there. */
export type PlaceSums = readonly [good: number, dies: number, wafers: number, mean: number, squares: number];

/** A lot as `lot_sites` holds it: numbers of sites or touchdowns, ascending, and in their order the sums. */
export interface LotSites {
  readonly key: string;
  readonly productId: string;
  readonly at: Date;
  readonly numbers: readonly number[];
  readonly sums: readonly PlaceSums[];
}

/** A row a site of which anything was tested, in the order of the lots. */
export function siteTrend(lots: readonly LotSites[]): LotMeasure[] {
  const found: LotMeasure[] = [];
  for (const { key, productId, at, numbers, sums } of lots) {
    for (const [place, [good, dies, wafers, mean, squares]] of sums.entries()) {
      if (dies <= 0) continue;
      const lot = { key, productId, split: String(numbers[place]), at: at.getTime(), num: good, den: dies, wafers };
      found.push({ ...lot, within: [], spread: { count: wafers, mean, squares } });
    }
  }
  return found;
}
