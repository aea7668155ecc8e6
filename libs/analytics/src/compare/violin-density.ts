import { quantileSorted, sortedFinite } from '../distribution/quantiles.ts';
import { sampleDeviation } from '../spc/within-lot-chart.ts';

/** Below this many values a violin shows the kernel, not the data. */
export const MIN_VALUES_FOR_VIOLIN = 30;

export interface ViolinDensity {
  readonly kind: 'violin';
  readonly n: number;
  /** Places, ascending, in the unit of the values, and the density there (1/unit). */
  readonly at: Float64Array;
  readonly density: Float64Array;
  readonly bandwidth: number;
}

export interface NoViolin {
  readonly kind: 'no-violin';
  readonly reason: 'too-few-values' | 'no-spread';
  readonly n: number;
  readonly needs: number;
}

/**
 * Kernel density of the finite values with a Gaussian kernel and bandwidth .9·min(s, IQR/1.349)·n^(−1/5) (Silverman,
 * Density Estimation, 1986, eq. 3.31), over the range of the values. Values are binned linearly first (Wand, J. Comp.
 * Graph. Stat. 3:433, 1994), so that the cost does not grow with n. `points`: 2 or more, default 64; `sorted`:
 * `sortedFinite` of the values, where it is at hand.
 */
export function violinDensity(
  values: ArrayLike<number>,
  points = 64,
  sorted: Float64Array = sortedFinite(values),
): ViolinDensity | NoViolin {
  if (!(points >= 2)) throw new RangeError(`A density needs at least 2 places, got ${points}.`);
  const n = sorted.length;
  const refuse = (reason: NoViolin['reason']): NoViolin => ({
    kind: 'no-violin',
    reason,
    n,
    needs: MIN_VALUES_FOR_VIOLIN,
  });
  if (n < MIN_VALUES_FOR_VIOLIN) return refuse('too-few-values');
  const low = sorted[0] ?? 0;
  const high = sorted[n - 1] ?? 0;
  const bandwidth = silverman(sorted);
  if (!(high > low) || !(bandwidth > 0)) return refuse('no-spread');
  const bins = 512;
  const weights = linearBins(sorted, low, (high - low) / (bins - 1), bins);
  const at = Float64Array.from({ length: points }, (_, i) => low + ((high - low) * i) / (points - 1));
  const scale = 1 / (n * bandwidth * Math.sqrt(2 * Math.PI));
  const density = at.map((place) => {
    let sum = 0;
    for (let bin = 0; bin < bins; bin += 1) {
      const z = (place - low - ((high - low) * bin) / (bins - 1)) / bandwidth;
      sum += (weights[bin] ?? 0) * Math.exp(-0.5 * z * z);
    }
    return sum * scale;
  });
  return { kind: 'violin', n, at, density, bandwidth };
}

/** s alone where more than half the values are equal. */
function silverman(sorted: Float64Array): number {
  const s = sampleDeviation(sorted) ?? 0;
  const iqr = (quantileSorted(sorted, 0.75) - quantileSorted(sorted, 0.25)) / 1.349;
  return 0.9 * (iqr > 0 ? Math.min(s, iqr) : s) * sorted.length ** -0.2;
}

function linearBins(values: Float64Array, low: number, width: number, bins: number): Float64Array {
  const weights = new Float64Array(bins);
  for (const value of values) {
    const position = (value - low) / width;
    const bin = Math.min(bins - 2, Math.floor(position));
    const share = position - bin;
    weights[bin] = (weights[bin] ?? 0) + 1 - share;
    weights[bin + 1] = (weights[bin + 1] ?? 0) + share;
  }
  return weights;
}
