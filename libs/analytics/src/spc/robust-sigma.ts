import { median, mean } from '../distribution/quantiles.ts';
import { MAD_TO_SIGMA, d2 } from './control-constants.ts';

/**
 * How σ is estimated from individuals in time order.
 * `moving-range`: mean moving range of neighbours over d2(2) = 1.128.
 * `mad`: median absolute deviation about the median × 1.4826; takes up to half the points being outliers.
 */
export type SigmaMethod = 'moving-range' | 'mad';

/** σ of individuals, in their unit. Throws a RangeError for fewer than 2 values. */
export function robustSigma(values: readonly number[], method: SigmaMethod): number {
  if (values.length < 2) throw new RangeError(`A spread needs at least 2 values, got ${values.length}.`);
  if (method === 'mad') {
    const centre = median(values);
    return MAD_TO_SIGMA * median(values.map((value) => Math.abs(value - centre)));
  }
  const ranges = values.slice(1).map((value, i) => Math.abs(value - (values[i] ?? value)));
  return mean(ranges) / d2(2);
}

/** The centre that goes with a method: the mean, or the median where outliers are expected. */
export function centreFor(values: readonly number[], method: SigmaMethod): number {
  return method === 'mad' ? median(values) : mean(values);
}
