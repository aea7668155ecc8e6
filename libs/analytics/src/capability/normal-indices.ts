import { chiSquareQuantile } from '../inference/chi-square.ts';
import { normalQuantile } from '../inference/normal.ts';
import type { CapabilityIndex, IndexInterval, IndexOrNot, SpecLimits } from './capability-types.ts';

/** A mean and a σ with how well they are known. */
export interface ProcessEstimate {
  readonly mean: number;
  readonly sigma: number;
  /** Degrees of freedom of σ. */
  readonly df: number;
  readonly meanVariance: number;
}

function scaled(value: number, df: number, confidence: number, method: IndexInterval['method']): IndexInterval {
  const tail = (1 - confidence) / 2;
  const factor = (p: number): number => Math.sqrt(chiSquareQuantile(p, df) / df);
  return { low: value * factor(tail), high: value * factor(1 - tail), confidence, method };
}

/**
 * (USL − LSL)/6σ with the χ² interval of σ: Cp√(χ²/ν) (Kane, J. Quality Technology 18:41, 1986; NIST/SEMATECH
 * e-Handbook 6.1.6). `one-sided` with one limit only.
 */
export function spreadIndex(limits: SpecLimits, { sigma, df }: ProcessEstimate, confidence: number): IndexOrNot {
  if (limits.lower === null || limits.upper === null) return { kind: 'no-index', reason: 'one-sided' };
  const value = (limits.upper - limits.lower) / (6 * sigma);
  return { kind: 'index', value, interval: scaled(value, df, confidence, 'chi-square'), side: null };
}

/**
 * min(USL − µ, µ − LSL)/3σ, with one limit that side only. Interval: Cpk ± z√(var(µ)/9σ² + Cpk²/2ν), which is Bissell's
 * √(1/9n + Cpk²/2ν) for independent values (Applied Statistics 39:331, 1990); Kushler & Hurley (J. Quality Technology
 * 24:188, 1992) found it the best of the simple ones. Needs one limit at least.
 */
export function centredIndex(limits: SpecLimits, process: ProcessEstimate, confidence: number): CapabilityIndex {
  const { mean, sigma, df, meanVariance } = process;
  const upper = limits.upper === null ? Infinity : (limits.upper - mean) / (3 * sigma);
  const lower = limits.lower === null ? Infinity : (mean - limits.lower) / (3 * sigma);
  const value = Math.min(upper, lower);
  const half =
    normalQuantile((1 + confidence) / 2) * Math.sqrt(meanVariance / (9 * sigma ** 2) + value ** 2 / (2 * df));
  const interval = { low: value - half, high: value + half, confidence, method: 'bissell' } as const;
  return { kind: 'index', value, interval, side: lower < upper ? 'lower' : 'upper' };
}

/**
 * Cpm = (USL − LSL)/(6√(σ² + (µ − T)²)) (Chan, Cheng & Spiring, J. Quality Technology 20:162, 1988), with the interval
 * of Boyles (23:17, 1991): χ² with ν(1 + ξ²)²/(1 + 2ξ²) degrees of freedom, ξ = (µ − T)/σ.
 */
export function targetIndex(limits: SpecLimits, process: ProcessEstimate, confidence: number): IndexOrNot {
  const { lower, upper, target } = limits;
  if (lower === null || upper === null) return { kind: 'no-index', reason: 'one-sided' };
  if (target === null || target === undefined || target < lower || target > upper) {
    return { kind: 'no-index', reason: 'no-target' };
  }
  const xi = ((process.mean - target) / process.sigma) ** 2;
  const value = (upper - lower) / (6 * process.sigma * Math.sqrt(1 + xi));
  const df = (process.df * (1 + xi) ** 2) / (1 + 2 * xi);
  return { kind: 'index', value, interval: scaled(value, df, confidence, 'boyles'), side: null };
}
