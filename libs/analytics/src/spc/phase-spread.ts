import { d2, d3 } from './control-constants.ts';
import { rangeOf } from './phase-limits.ts';
import type { PhaseLimits, PhasedChartKind, TimedPoint } from './phase-types.ts';
import { withinLotChart, type SpreadPoint } from './within-lot-chart.ts';

const MAX_RANGE_SIZE = 25;

export function spreadKind(chart: PhasedChartKind): 's' | 'range' | 'moving-range' {
  if (chart === 'individuals') return 'moving-range';
  return chart === 'x-bar-r' ? 'range' : 's';
}

/** Spread of `point` against its phase's limits; `before`: the point before it under the same limits. Null = none. */
export function spreadAt(point: TimedPoint, before: TimedPoint | null, limits: PhaseLimits): SpreadPoint | null {
  if (limits.chart === 'individuals') {
    if (!before || limits.scale !== 'linear') return null;
    return rangePoint(Math.abs(point.value - before.value), 2, limits.chartSigma);
  }
  if (limits.withinSigma === null || point.within.length < 2) return null;
  if (limits.chart !== 'x-bar-r') {
    return withinLotChart([point.within], limits.withinSigma, limits.withinDispersion)[0] ?? null;
  }
  const n = point.within.length;
  return n > MAX_RANGE_SIZE ? null : rangePoint(rangeOf(point.within), n, limits.withinSigma);
}

/** Range chart: centre d2·σ, limits d2·σ ± 3·d3·σ, the lower one not below 0 (D3·R̄, D4·R̄; Montgomery, 7th ed., §6.2). */
function rangePoint(range: number, n: number, sigma: number): SpreadPoint {
  const centre = d2(n) * sigma;
  const lower = Math.max(0, centre - 3 * d3(n) * sigma);
  const upper = centre + 3 * d3(n) * sigma;
  const outside = range > upper ? 'high' : range < lower ? 'low' : null;
  return { s: range, wafers: n, centre, lower, upper, outside };
}

/** A spread in σ of its own distribution (upper limit = 3). */
export function spreadInSigmas({ s, centre, upper }: SpreadPoint): number {
  return upper > centre ? (3 * ((s ?? centre) - centre)) / (upper - centre) : 0;
}
