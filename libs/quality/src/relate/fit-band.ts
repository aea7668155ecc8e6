import { studentTCritical } from '@fabwright/analytics';

const STEPS = 24;

export interface Band {
  readonly x: number[];
  readonly y: number[];
  readonly low: number[];
  readonly high: number[];
}

/**
 * Least squares with the 95 % band of the mean response (Draper & Smith, Applied Regression Analysis, §3.1), as wide as
 * `effective` independent points make it: wafers of a lot are not independent. Null where x does not spread or too few
 * points are left.
 */
export function fitBand(x: readonly number[], y: readonly number[], effective: number): Band | null {
  const n = x.length;
  const count = Math.min(n, effective);
  if (count <= 3) return null;
  const [meanX, meanY] = [meanOf(x), meanOf(y)];
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < n; i += 1) {
    const [dx, dy] = [(x[i] ?? 0) - meanX, (y[i] ?? 0) - meanY];
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  if (!(xx > 0)) return null;
  const slope = xy / xx;
  const variance = Math.max(0, yy - slope * xy) / n;
  const t = studentTCritical(0.95, count - 2);
  const [from, to] = [x.reduce((a, b) => Math.min(a, b)), x.reduce((a, b) => Math.max(a, b))];
  const at = Array.from({ length: STEPS + 1 }, (_, step) => from + ((to - from) * step) / STEPS);
  const line = at.map((value) => meanY + slope * (value - meanX));
  const half = at.map((value) => t * Math.sqrt((variance / count) * (1 + (n * (value - meanX) ** 2) / xx)));
  return {
    x: at,
    y: line,
    low: line.map((value, i) => value - (half[i] ?? 0)),
    high: line.map((value, i) => value + (half[i] ?? 0)),
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
