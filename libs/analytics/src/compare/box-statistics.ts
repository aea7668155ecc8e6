import { mean, quantileSorted, sortedFinite } from '../distribution/quantiles.ts';

/** What a box with 5–95 % whiskers needs, in the unit of the values. */
export interface BoxStatistics {
  readonly kind: 'box';
  readonly n: number;
  readonly mean: number;
  readonly p05: number;
  readonly p25: number;
  readonly median: number;
  readonly p75: number;
  readonly p95: number;
  /** Values beyond 1.5 interquartile ranges from the box, the farthest first; at most `maxOutliers` are listed. */
  readonly outliers: readonly BoxOutlier[];
  readonly outlierCount: number;
}

export interface BoxOutlier {
  /** Place in the values that were given. */
  readonly index: number;
  readonly value: number;
}

export interface NoBox {
  readonly kind: 'no-box';
  readonly reason: 'no-values';
}

/**
 * Box statistics of the finite values. Outliers by Tukey's fences (Exploratory Data Analysis, 1977), which is not what
 * lies outside the whiskers: a tenth of all values does. `maxOutliers`: default 100; `sorted`: `sortedFinite` of the
 * values, where it is at hand.
 */
export function boxStatistics(
  values: ArrayLike<number>,
  maxOutliers = 100,
  sorted: Float64Array = sortedFinite(values),
): BoxStatistics | NoBox {
  if (sorted.length === 0) return { kind: 'no-box', reason: 'no-values' };
  const at = (p: number): number => quantileSorted(sorted, p);
  const [p25, p75] = [at(0.25), at(0.75)];
  const reach = 1.5 * (p75 - p25);
  const beyond = (value: number): number => Math.max(p25 - reach - value, value - p75 - reach);
  const outliers: BoxOutlier[] = [];
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? Number.NaN;
    if (Number.isFinite(value) && beyond(value) > 0) outliers.push({ index, value });
  }
  const outlierCount = outliers.length;
  outliers.sort((a, b) => beyond(b.value) - beyond(a.value) || a.index - b.index);
  return {
    kind: 'box',
    n: sorted.length,
    mean: mean(sorted),
    p05: at(0.05),
    p25,
    median: at(0.5),
    p75,
    p95: at(0.95),
    outliers: outliers.slice(0, maxOutliers),
    outlierCount,
  };
}
