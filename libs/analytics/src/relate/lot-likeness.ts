import { addAt, at } from '../inference/accumulate.ts';

/** Wafers of one comparison by lot, in the order in which their values are given. */
export interface LotSizes {
  readonly lots: number;
  readonly wafers: number;
  /** Per lot index how many wafers take part. */
  readonly count: Int32Array;
  /** Mean lot size that makes the analysis of variance unbiased: (N − ΣN_l²/N)/(m − 1). */
  readonly typical: number;
}

export function lotSizes(lotOf: Int32Array, members: Int32Array, lotCount: number): LotSizes {
  const count = new Int32Array(lotCount);
  for (const wafer of members) {
    const lot = lotOf[wafer] ?? 0;
    count[lot] = (count[lot] ?? 0) + 1;
  }
  let lots = 0;
  let squares = 0;
  for (const size of count) {
    if (size > 0) lots += 1;
    squares += size * size;
  }
  const wafers = members.length;
  return { lots, wafers, count, typical: lots > 1 ? (wafers - squares / wafers) / (lots - 1) : wafers };
}

/**
 * Intra-class correlation of values over lots by one-way analysis of variance, clipped to 0 … 1; 1 where every lot has
 * one wafer only, as then nothing can be told. `values` are centred over the members, Σ squares in `squares`.
 * Source: Fisher, Statistical Methods for Research Workers, 1925, ch. VII; Donner, Int. Stat. Rev. 54:67, 1986.
 */
export function intraClassCorrelation(
  values: Float64Array,
  lotOf: Int32Array,
  members: Int32Array,
  sizes: LotSizes,
  squares: number,
): number {
  const { count, lots, wafers, typical } = sizes;
  if (wafers <= lots || lots < 2) return 1;
  const sums = new Float64Array(count.length);
  for (const wafer of members) addAt(sums, at(lotOf, wafer), at(values, wafer));
  const between = sums.reduce((sum, value, lot) => sum + value ** 2 / Math.max(1, at(count, lot)), 0);
  const meanBetween = between / (lots - 1);
  const meanWithin = Math.max(0, squares - between) / (wafers - lots);
  const denominator = meanBetween + (typical - 1) * meanWithin;
  return denominator > 0 ? Math.min(1, Math.max(0, (meanBetween - meanWithin) / denominator)) : 0;
}

/**
 * How many independent wafers a correlation of x and y rests on. When both resemble themselves inside lots, the variance
 * of their correlation is (1 + (n₀ − 1)·ICC_x·ICC_y)/n instead of 1/n: a sensor that is the same for the whole lot counts
 * lots, one that varies from wafer to wafer counts wafers. Never below the number of lots.
 * Source: the design effect of a slope under cluster sampling,
 * Scott & Holt, J. Am. Stat. Assoc. 77:848, 1982.
 */
export function effectiveWafers(sizes: LotSizes, iccX: number, iccY: number): number {
  return Math.max(sizes.lots, sizes.wafers / (1 + (sizes.typical - 1) * iccX * iccY));
}
