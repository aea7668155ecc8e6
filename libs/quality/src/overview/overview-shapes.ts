import type { FrozenLimits, LotAlarm, LotChart, YieldDifference } from '@fabwright/analytics';
import type { ProductInsertion } from '@fabwright/fab';
import type { FabCalendar } from '@fabwright/facts';
import type { LotYield } from '../yield/lot-yield.repository.ts';
import { threeYieldsOf, yieldOf, NO_DIES } from '../yield/yield-sums.ts';
import { YieldKind } from '../yield/yield.types.ts';
import { currentWeekOf } from './overview-figures.ts';
import type { ControlLimits, ProductSummary, TrendAlarm, TrendPoint, YieldChange } from './overview.types.ts';
import { chartedLots, chartOf, type TrendFigure } from './trend.ts';

const SPARKLINE_POINTS = 30;

/** Limits as they are drawn; `lots` are those charted, phase I first. */
export function limitsOf(limits: FrozenLimits, lots: readonly LotYield[]): ControlLimits {
  const phaseOne = lots.slice(0, limits.lots);
  return {
    mean: limits.centre,
    lower: limits.lower,
    upper: limits.upper,
    sigma: limits.chartSigma,
    phaseOneFrom: phaseOne[0]?.testedAt ?? new Date(0),
    phaseOneTo: phaseOne.at(-1)?.testedAt ?? new Date(0),
    lots: limits.lots,
    method: `${limits.method} (${limits.scale})`,
  };
}

/** Null where the interval is missing: the change is then not shown at all. */
export function changeOf(
  { valuePp, interval, significant }: YieldDifference,
  baselineLabel: string,
): YieldChange | null {
  if (valuePp === null || 'kind' in interval) return null;
  return {
    delta: valuePp / 100,
    low: interval.low / 100,
    high: interval.high / 100,
    baselineLabel,
    conclusive: significant ?? false,
  };
}

export function pointOf(figure: TrendFigure): TrendPoint {
  return { ...figure, alarms: figure.alarms.map(alarmOf) };
}

function alarmOf({ kind, rule, direction, value, limit }: LotAlarm): TrendAlarm {
  return { kind, rule, detail: `${direction} ${value.toFixed(4)} ${limit.toFixed(4)}` };
}

/** A product at a glance. The newest week is its own: products are not tested in the same weeks. */
export function summaryOf(
  pair: ProductInsertion,
  lots: readonly LotYield[],
  kind: YieldKind,
  calendar: FabCalendar,
): ProductSummary {
  const charted = chartedLots(lots, kind);
  const week = currentWeekOf(charted, calendar);
  const chart = chartOf(charted, kind, floorFor(kind, pair.floor));
  const newest = new Set(week?.lots.map((lot) => lot.lotId));
  return {
    productId: pair.productId,
    name: pair.productName,
    insertion: pair.insertion,
    current: threeYieldsOf(week?.sums ?? NO_DIES),
    target: pair.target,
    floor: pair.floor,
    sparkline: charted.slice(-SPARKLINE_POINTS).map((lot) => yieldOf(lot, kind) ?? 0),
    alarms: new Set(chart.alarms.filter((alarm) => newest.has(alarm.lot)).map((alarm) => alarm.lot)).size,
  };
}

/** Floors are set for the final yield; the others are lower by nature. */
export function floorFor(kind: YieldKind, floor: number | null): number | null {
  return kind === YieldKind.FINAL ? floor : null;
}

/** Why there are no limits, as a code. */
export function limitsMissingOf(chart: LotChart): string | null {
  return chart.limits.kind === 'limits' ? null : chart.limits.reason;
}
