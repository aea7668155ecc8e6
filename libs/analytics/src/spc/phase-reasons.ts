import { DEFAULT_EWMA, ewmaChart, type EwmaPoint } from './ewma.ts';
import { scaleMapping } from './chart-scale.ts';
import { DEFAULT_NELSON_RULES, SPREAD_CHART_RULES, nelsonViolations } from './nelson-rules.ts';
import { placePoint } from './phase-limits.ts';
import { spreadAt, spreadInSigmas, spreadKind } from './phase-spread.ts';
import type { ChartReason, PhaseLimits, PhasedChartOptions, TimedPoint } from './phase-types.ts';
import type { SpreadPoint } from './within-lot-chart.ts';

/** Points judged by the same limits: runs and EWMA go through it, and stop at its ends. */
export interface Segment {
  readonly limits: PhaseLimits;
  /** Indices into the points, ascending, seasoning left out. */
  readonly indices: readonly number[];
}

/** A reason as a segment sees it; the chart adds id and phase. */
export type BareReason = Omit<ChartReason, 'id' | 'phase'>;

export interface SegmentJudgement {
  readonly ewma: readonly EwmaPoint[];
  readonly spread: readonly (SpreadPoint | null)[];
  readonly reasons: readonly BareReason[];
}

const LONGEST_RUN = 15;

/** EWMA, spread and reasons of one segment; arrays run along its `indices`. */
export function judgeSegment(
  points: readonly TimedPoint[],
  { limits, indices }: Segment,
  options: PhasedChartOptions,
): SegmentJudgement {
  const members = indices.flatMap((index) => points[index] ?? []);
  const at = (position: number): number => indices[position] ?? 0;
  const places = members.map((point) => placePoint(point, limits));
  const z = places.map((place) => place.z);
  const values = members.map(({ value }) => value);
  const { fromChart } = scaleMapping(limits.scale);
  const ewma = ewmaChart(z, 0, 1, options.ewma ?? DEFAULT_EWMA).map((point, i) => {
    const unit = (sigmas: number): number => fromChart(limits.chartCentre + sigmas * (places[i]?.sigma ?? 0));
    return { value: unit(point.value), lower: unit(point.lower), upper: unit(point.upper), outside: point.outside };
  });
  const spread = members.map((point, i) => spreadAt(point, members[i - 1] ?? null, limits));
  const sigma = nelsonViolations(z, options.rules ?? DEFAULT_NELSON_RULES).map(({ rule, from, index }): BareReason => {
    const place = places[index];
    const direction = (z[index] ?? 0) < 0 ? 'low' : 'high';
    const outer = direction === 'low' ? place?.lower : place?.upper;
    return {
      kind: 'sigma',
      rule: `nelson-${rule}`,
      index: at(index),
      from: at(from),
      direction,
      values: values.slice(from, index + 1),
      limit: (rule === 1 ? outer : place?.centre) ?? 0,
    };
  });
  const reasons = [...sigma, ...slopeReasons(ewma, values, at), ...spreadReasons(spread, limits, options, at)];
  return { ewma, spread, reasons };
}

function slopeReasons(
  ewma: readonly EwmaPoint[],
  values: readonly number[],
  at: (position: number) => number,
): BareReason[] {
  let from = 0;
  return ewma.flatMap((point, i): BareReason[] => {
    if (!point.outside) return [];
    if (!ewma[i - 1]?.outside) from = i;
    const low = point.value < point.lower;
    return [
      {
        kind: 'slope',
        rule: 'ewma',
        index: at(i),
        from: at(from),
        direction: low ? 'low' : 'high',
        values: values.slice(Math.max(from, i + 1 - LONGEST_RUN), i + 1),
        limit: low ? point.lower : point.upper,
      },
    ];
  });
}

/** Rules on S, R or moving range, over the points that have one. */
function spreadReasons(
  spread: readonly (SpreadPoint | null)[],
  limits: PhaseLimits,
  { spreadRules = [1] }: PhasedChartOptions,
  at: (position: number) => number,
): BareReason[] {
  const rules = SPREAD_CHART_RULES.filter((rule) => spreadRules.includes(rule));
  const present = spread.flatMap((point, i) => (point ? [{ point, i }] : []));
  const sizes = present.map(({ point }) => point.s ?? 0);
  const z = present.map(({ point }) => spreadInSigmas(point));
  const single = { s: 's-limit', range: 'r-limit', 'moving-range': 'mr-limit' } as const;
  const lowerBroken = present.flatMap(({ point }, index) =>
    rules.includes(1) && point.outside === 'low' && (z[index] ?? 0) >= -3
      ? [{ rule: 1 as const, from: index, index }]
      : [],
  );
  return [...nelsonViolations(z, rules), ...lowerBroken].flatMap(({ rule, from, index }): BareReason[] => {
    const last = present[index];
    if (!last) return [];
    const direction = (z[index] ?? 0) < 0 ? 'low' : 'high';
    const outer = direction === 'low' ? last.point.lower : last.point.upper;
    return [
      {
        kind: 'spread',
        rule: rule === 1 ? single[spreadKind(limits.chart)] : `nelson-${rule}`,
        index: at(last.i),
        from: at(present[from]?.i ?? last.i),
        direction,
        values: sizes.slice(from, index + 1),
        limit: rule === 1 ? outer : last.point.centre,
      },
    ];
  });
}

/** Absolute limits hold in every phase, for seasoning too. */
export function absoluteReasons(points: readonly TimedPoint[], { floor, ceiling }: PhasedChartOptions): BareReason[] {
  return points.flatMap(({ value }, index): BareReason[] => {
    const common = { index, from: index, values: [value] };
    if (floor !== undefined && value < floor) {
      return [{ ...common, kind: 'floor', rule: 'floor', direction: 'low', limit: floor }];
    }
    if (ceiling !== undefined && value > ceiling) {
      return [{ ...common, kind: 'ceiling', rule: 'ceiling', direction: 'high', limit: ceiling }];
    }
    return [];
  });
}
