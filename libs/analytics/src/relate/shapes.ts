import { normalDensity } from '../inference/normal.ts';
import { incompleteBeta, studentTCritical } from '../inference/student-t.ts';

/** A cut leaves at least this share of the wafers on each side. */
export const LEAST_SIDE = 0.1;

/** Two-sided 95 % of the normal distribution. */
const NORMAL_95 = studentTCritical(0.95, 1e9);

/** One pattern: how much of the response's rank variance it explains, and its two-sided p. */
export interface Pattern {
  readonly explained: number;
  readonly p: number;
}

/** Two-sided p of a (partial) correlation by t = r·√(df/(1 − r²)). Source: Kendall & Stuart, Advanced Theory vol. 2, §31.19. */
export function correlationP(r: number, df: number): number {
  if (!(df > 0)) return 1;
  return incompleteBeta(df / 2, 0.5, Math.max(0, 1 - r * r));
}

/**
 * 95 % interval of Spearman's ρ on Fisher's z with variance 1.06/(n − 3), n the effective number of wafers; −1 … 1 where
 * that is 3 or less. Source: Fieller, Hartley & Pearson, Biometrika 44:470, 1957.
 */
export function rhoInterval(rho: number, effective: number): [number, number] {
  if (effective <= 3) return [-1, 1];
  const half = NORMAL_95 * Math.sqrt(1.06 / (effective - 3));
  const z = Math.atanh(Math.max(-1, Math.min(1, rho)));
  return [Math.tanh(z - half), Math.tanh(z + half)];
}

/**
 * P(max over cuts |Z| ≥ b) for a two-sample rank statistic cut anywhere between the quantiles ε and 1 − ε:
 * 4φ(b)/b + φ(b)(b − 1/b)·ln((1 − ε)²/ε²), 1 for b ≤ 1.
 * Source: Miller & Siegmund, Biometrics 38:1011, 1982, eq. 1; for ranks: Lausen & Schumacher, Biometrics 48:73, 1992.
 */
export function maximallySelectedP(b: number, epsilon = LEAST_SIDE): number {
  if (!(b > 1)) return 1;
  const density = normalDensity(b);
  const width = 2 * Math.log((1 - epsilon) / epsilon);
  return Math.min(1, (4 * density) / b + density * (b - 1 / b) * width);
}

export interface BestCut extends Pattern {
  /** Wafers at or below the cut, in the parameter's order; 0 where no cut is possible. */
  readonly below: number;
}

/**
 * The cut of x that splits the response's ranks best. `x`: ranks, ascending; `response`: centred ranks in the same
 * order; `spread`: Σ of their squares; `effective`: independent wafers.
 */
export function bestCut(x: Float64Array, response: Float64Array, spread: number, effective: number): BestCut {
  const n = x.length;
  const first = Math.max(1, Math.ceil(LEAST_SIDE * n));
  let sum = 0;
  let explained = 0;
  let below = 0;
  for (let k = 1; k < first; k += 1) sum += response[k - 1] ?? 0;
  for (let k = first; k <= n - first; k += 1) {
    sum += response[k - 1] ?? 0;
    const gain = (sum * sum * n) / (k * (n - k) * spread);
    // Between equal values there is no cut.
    if (gain <= explained || x[k - 1] === x[k]) continue;
    explained = gain;
    below = k;
  }
  return { explained, below, p: maximallySelectedP(Math.sqrt(explained * Math.max(0, effective - 1))) };
}

export interface Turning extends Pattern {
  /** Centred rank at which the fitted parabola turns. */
  readonly at: number;
  readonly response: 'highest' | 'lowest';
}

/**
 * A parabola in the ranks of x fitted to the ranks of the response. It counts as an optimum only where it turns between
 * the quantiles ε and 1 − ε of x (else p = 1: it is a bent slope). p: partial correlation of the square given the slope.
 * `ranks`, `response`: centred, wafer by wafer; `rankSpread`, `spread`: their Σ of squares.
 */
export function turningPoint(
  ranks: Float64Array,
  rankSpread: number,
  response: Float64Array,
  spread: number,
  effective: number,
): Turning {
  const n = ranks.length;
  const mean = rankSpread / n;
  let third = 0;
  let fourth = 0;
  let slope = 0;
  let bend = 0;
  for (let i = 0; i < n; i += 1) {
    const a = ranks[i] ?? 0;
    const b = response[i] ?? 0;
    third += a * a * a;
    fourth += a * a * a * a;
    slope += a * b;
    bend += a * a * b;
  }
  const tilt = third / rankSpread;
  const squareSpread = fourth - n * mean * mean - tilt * third;
  const product = bend - tilt * slope;
  const left = spread - (slope * slope) / rankSpread;
  if (!(squareSpread > 1e-9 * fourth) || !(left > 1e-9 * spread))
    return { explained: 0, p: 1, at: 0, response: 'highest' };
  const curve = product / squareSpread;
  const turn = -(slope / rankSpread - curve * tilt) / (2 * curve);
  const inside = Math.abs(turn) <= (0.5 - LEAST_SIDE) * n;
  return {
    explained: inside ? (product * curve) / spread : 0,
    p: inside ? correlationP(Math.sqrt((product * curve) / left), effective - 3) : 1,
    at: turn,
    response: curve > 0 ? 'lowest' : 'highest',
  };
}
