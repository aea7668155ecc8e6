import { studentTCdf } from './student-t.ts';

export interface WelchTest {
  /** Mean of a − mean of b. */
  readonly difference: number;
  readonly standardError: number;
  readonly df: number;
  readonly statistic: number;
  /** Two-sided. */
  readonly p: number;
}

function meanAndVariance(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const flat = values.every((value) => value === values[0]);
  const squares = flat ? 0 : values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / (values.length - 1) };
}

/**
 * Welch's t test of two independent samples; null with fewer than 2 values on a side, or where nothing varies.
 * Source: Welch, Biometrika 34:28, 1947; degrees of freedom by Satterthwaite, Biometrics 2:110, 1946.
 */
export function welchTest(a: readonly number[], b: readonly number[]): WelchTest | null {
  if (a.length < 2 || b.length < 2) return null;
  const [x, y] = [meanAndVariance(a), meanAndVariance(b)];
  const [vx, vy] = [x.variance / a.length, y.variance / b.length];
  const standardError = Math.sqrt(vx + vy);
  if (!(standardError > 0)) return null;
  const df = (vx + vy) ** 2 / (vx ** 2 / (a.length - 1) + vy ** 2 / (b.length - 1));
  const difference = x.mean - y.mean;
  const statistic = difference / standardError;
  return { difference, standardError, df, statistic, p: Math.min(1, 2 * studentTCdf(-Math.abs(statistic), df)) };
}
