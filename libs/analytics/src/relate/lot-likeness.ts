/** Wafers of one comparison by lot. */
export interface LotSizes {
  readonly lots: number;
  readonly wafers: number;
  /** Per lot index how many wafers take part. */
  readonly count: Int32Array;
  /** Mean lot size that makes the analysis of variance unbiased: (N − ΣN_l²/N)/(m − 1). */
  readonly typical: number;
}

/** `lots`: the lot of each wafer that takes part. */
export function lotSizes(lots: Int32Array, lotCount: number): LotSizes {
  const count = new Int32Array(lotCount);
  for (let i = 0; i < lots.length; i += 1) {
    const lot = lots[i] ?? 0;
    count[lot] = (count[lot] ?? 0) + 1;
  }
  let present = 0;
  let squares = 0;
  for (let lot = 0; lot < lotCount; lot += 1) {
    const size = count[lot] ?? 0;
    if (size > 0) present += 1;
    squares += size * size;
  }
  const wafers = lots.length;
  return { lots: present, wafers, count, typical: present > 1 ? (wafers - squares / wafers) / (present - 1) : wafers };
}

/** Σ over lots of (sum of the lot's values)²/its wafers. */
function squaresBetween(values: Float64Array, lotOf: Int32Array, count: Int32Array): number {
  const sums = new Float64Array(count.length);
  for (let i = 0; i < values.length; i += 1) {
    const lot = lotOf[i] ?? 0;
    sums[lot] = (sums[lot] ?? 0) + (values[i] ?? 0);
  }
  let between = 0;
  for (let lot = 0; lot < sums.length; lot += 1) between += (sums[lot] ?? 0) ** 2 / Math.max(1, count[lot] ?? 0);
  return between;
}

/**
 * Intra-class correlation of values over lots by one-way analysis of variance, clipped to 0 … 1; 1 where every lot has
 * one wafer only, as then nothing can be told. `values`: centred, Σ squares in `squares`; `lotOf`: the lot of each.
 * Source: Fisher, Statistical Methods for Research Workers, 1925, ch. VII; Donner, Int. Stat. Rev. 54:67, 1986.
 */
export function intraClassCorrelation(
  values: Float64Array,
  lotOf: Int32Array,
  sizes: LotSizes,
  squares: number,
): number {
  const { count, lots, wafers, typical } = sizes;
  if (wafers <= lots || lots < 2) return 1;
  const between = squaresBetween(values, lotOf, count);
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
