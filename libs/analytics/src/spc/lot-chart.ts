import { ewmaChart, DEFAULT_EWMA, type EwmaPoint, type EwmaSettings } from './ewma.ts';
import { scaleMapping } from './chart-scale.ts';
import { DEFAULT_NELSON_RULES, nelsonViolations, type NelsonRule } from './nelson-rules.ts';
import {
  MIN_PHASE_ONE_LOTS,
  freezeLimits,
  inSigmas,
  type FrozenLimits,
  type PhaseOneOptions,
  type TooLittleData,
} from './phase-one.ts';
import { spreadDispersion, withinLotChart, withinLotSigma, type SpreadPoint } from './within-lot-chart.ts';

/** One lot on the chart, in time order. Yields are fractions of 1. */
export interface LotPoint {
  readonly lot: string;
  /** Die-weighted yield of the lot. */
  readonly yield: number;
  /** Yields of its wafers, for the spread within the lot; may be empty. */
  readonly waferYields: readonly number[];
}

/** The three alarms: σ limits and runs, slow slope, absolute floor; and the spread within a lot. */
export type AlarmKind = 'sigma' | 'slope' | 'floor' | 'spread';
export type AlarmRule = `nelson-${NelsonRule}` | 'ewma' | 'floor' | 's-limit';

export interface LotAlarm {
  readonly kind: AlarmKind;
  readonly rule: AlarmRule;
  readonly lot: string;
  /** Point of the alarm, and the first point of the run that led to it. */
  readonly index: number;
  readonly from: number;
  readonly direction: 'low' | 'high';
  /** The lot's yield (its within-lot deviation for `spread`), a fraction of 1. */
  readonly value: number;
  /** The limit it broke, in the same unit; the centre line for rules on runs. */
  readonly limit: number;
}

export interface LotChartOptions extends PhaseOneOptions {
  /** Lots of phase I, counted from the first; default the minimum (20). Ignored when `frozen` is given. */
  readonly phaseOneLots?: number;
  /** Limits kept from before. */
  readonly frozen?: FrozenLimits;
  readonly rules?: readonly NelsonRule[];
  readonly ewma?: EwmaSettings;
  /** Absolute floor, a fraction of 1. */
  readonly floor?: number;
}

export interface LotChart {
  readonly limits: FrozenLimits | TooLittleData;
  /** EWMA in yields; empty without limits. */
  readonly ewma: readonly EwmaPoint[];
  /** Spread within each lot; empty without a within-lot σ. */
  readonly spread: readonly SpreadPoint[];
  readonly withinSigma: number | null;
  /** By point, then kind. Floor alarms come even where there is too little data for limits. */
  readonly alarms: readonly LotAlarm[];
}

const KIND_ORDER: readonly AlarmKind[] = ['floor', 'sigma', 'slope', 'spread'];

/**
 * Control chart of lot means as individuals, with the spread within lots as S beside it. Wafers as individuals would
 * be wrong: their moving range sees only the spread within a lot.
 *
 * Limits are learnt on the first lots (phase I) and frozen; fewer than 20 give `too-little-data`, and floor alarms
 * still. A single deep drop cannot hide behind the σ it inflates: the floor is absolute.
 */
export function lotChart(points: readonly LotPoint[], options: LotChartOptions = {}): LotChart {
  const minimum = options.minimum ?? MIN_PHASE_ONE_LOTS;
  const phaseOne = points.slice(0, Math.max(minimum, options.phaseOneLots ?? minimum));
  const learnt = (): FrozenLimits | TooLittleData =>
    freezeLimits(
      phaseOne.map((point) => point.yield),
      options,
    );
  const limits = options.frozen ?? learnt();
  const wafers = points.map((point) => point.waferYields);
  const learntOn = wafers.slice(0, phaseOne.length);
  const withinSigma = frozenSpread(limits, learntOn);
  const spread =
    withinSigma === null ? [] : withinLotChart(wafers, withinSigma, spreadDispersion(learntOn, withinSigma));
  const ewma = limits.kind === 'limits' ? ewmaOnScale(points, limits, options.ewma ?? DEFAULT_EWMA) : [];
  const alarms = [
    ...floorAlarms(points, options.floor),
    ...sigmaAlarms(points, limits, options.rules ?? DEFAULT_NELSON_RULES),
    ...slopeAlarms(points, ewma),
    ...spreadAlarms(points, spread),
  ];
  alarms.sort((a, b) => a.index - b.index || KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind));
  return { limits, ewma, spread, withinSigma, alarms };
}

function frozenSpread(
  limits: FrozenLimits | TooLittleData,
  phaseOneWafers: readonly (readonly number[])[],
): number | null {
  if (limits.kind !== 'limits') return null;
  const estimate = withinLotSigma(phaseOneWafers);
  return estimate && estimate.sigma > 0 ? estimate.sigma : null;
}

function ewmaOnScale(points: readonly LotPoint[], limits: FrozenLimits, settings: EwmaSettings): EwmaPoint[] {
  const { toChart, fromChart } = scaleMapping(limits.scale);
  const charted = points.map((point) => toChart(point.yield));
  return ewmaChart(charted, limits.chartCentre, limits.chartSigma, settings).map((point) => ({
    value: fromChart(point.value),
    lower: fromChart(point.lower),
    upper: fromChart(point.upper),
    outside: point.outside,
  }));
}

function floorAlarms(points: readonly LotPoint[], floor: number | undefined): LotAlarm[] {
  if (floor === undefined) return [];
  return points.flatMap((point, index) =>
    point.yield < floor
      ? [
          {
            kind: 'floor',
            rule: 'floor',
            lot: point.lot,
            index,
            from: index,
            direction: 'low',
            value: point.yield,
            limit: floor,
          } as const,
        ]
      : [],
  );
}

function sigmaAlarms(
  points: readonly LotPoint[],
  limits: FrozenLimits | TooLittleData,
  rules: readonly NelsonRule[],
): LotAlarm[] {
  if (limits.kind !== 'limits') return [];
  const z = inSigmas(
    points.map((point) => point.yield),
    limits,
  );
  return nelsonViolations(z, rules).flatMap(({ rule, from, index }) => {
    const point = points[index];
    if (!point) return [];
    const direction = (z[index] ?? 0) < 0 ? 'low' : 'high';
    const outer = direction === 'low' ? limits.lower : limits.upper;
    const limit = rule === 1 ? outer : limits.centre;
    return [
      { kind: 'sigma', rule: `nelson-${rule}`, lot: point.lot, index, from, direction, value: point.yield, limit },
    ];
  });
}

function slopeAlarms(points: readonly LotPoint[], ewma: readonly EwmaPoint[]): LotAlarm[] {
  return points.flatMap((point, index) => {
    const statistic = ewma[index];
    if (!statistic?.outside) return [];
    const low = statistic.value < statistic.lower;
    return [
      {
        kind: 'slope',
        rule: 'ewma',
        lot: point.lot,
        index,
        from: runStart(ewma, index),
        direction: low ? 'low' : 'high',
        value: point.yield,
        limit: low ? statistic.lower : statistic.upper,
      } as const,
    ];
  });
}

/** First point of the unbroken stretch of EWMA points outside their limits that `index` belongs to. */
function runStart(ewma: readonly EwmaPoint[], index: number): number {
  let from = index;
  while (from > 0 && ewma[from - 1]?.outside) from -= 1;
  return from;
}

function spreadAlarms(points: readonly LotPoint[], spread: readonly SpreadPoint[]): LotAlarm[] {
  return points.flatMap((point, index) => {
    const s = spread[index];
    if (!s || s.s === null || s.outside === null) return [];
    const limit = s.outside === 'high' ? s.upper : s.lower;
    return [
      {
        kind: 'spread',
        rule: 's-limit',
        lot: point.lot,
        index,
        from: index,
        direction: s.outside,
        value: s.s,
        limit,
      } as const,
    ];
  });
}
