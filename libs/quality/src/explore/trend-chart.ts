import {
  phasedChart,
  type Breakpoint,
  type ChartPhase,
  type ChartReason,
  type PhasedChart,
} from '@fabwright/analytics';
import type { Population } from '../population/population.ts';
import type {
  ControlChart,
  MeasureInput,
  StatisticColumns,
  TrendGroup,
  TrendPhase,
  TrendReason,
} from './explore.types.ts';
import { MeasureKind, TrendUnit } from './explore.types.ts';
import type { FrozenLimits } from './frozen-limits.repository.ts';
import { waferValues } from './lot-trend/lot-measure.ts';
import { valueOf, type MeasuredPoint } from './trend-points.ts';

export interface ChartRequest {
  readonly points: readonly MeasuredPoint[];
  readonly by: TrendUnit;
  readonly groups: readonly TrendGroup[];
  readonly population: Population;
  readonly measure: MeasureInput;
  readonly events: readonly Breakpoint[];
  readonly frozen: readonly FrozenLimits[];
}

export interface TrendChart {
  readonly chart: ControlChart | null;
  readonly chartMissing: string | null;
}

const FRACTIONS: ReadonlySet<MeasureKind> = new Set([
  MeasureKind.FINAL_YIELD,
  MeasureKind.FIRST_PASS_YIELD,
  MeasureKind.RECORD_YIELD,
  MeasureKind.RECOVERY,
  MeasureKind.BIN,
]);

/** Limits where they are honest: for the lots of one product, not in groups; else the reason why there are none. */
export function trendChart(request: ChartRequest): TrendChart {
  const missing = missingOf(request);
  if (missing) return { chart: null, chartMissing: missing };
  const chart = chartOf(request);
  const judged = chart.phases.some((phase) => phase.judgedBy !== 'none');
  if (!judged) return { chart: null, chartMissing: reasonOf(chart) };
  const last = request.frozen.at(-1);
  return {
    chart: {
      limits: {
        centre: chart.points.map((point) => point.centre),
        lower: chart.points.map((point) => point.lower),
        upper: chart.points.map((point) => point.upper),
      },
      ewma: statisticOf(chart.ewma),
      spread: statisticOf(chart.spread.map((point) => point && { ...point, value: point.s })),
      phases: chart.phases.map(phaseOf),
      reasons: chart.reasons.map(reasonRow),
      frozenAt: last?.frozenAt ?? null,
      frozenBy: last?.frozenBy ?? null,
    },
    chartMissing: null,
  };
}

/** The same chart as on the screen, for what is derived from it. */
export function chartOf({ points, population, measure, events, frozen }: ChartRequest): PhasedChart {
  const timed = points.map((point) => ({
    id: point.key,
    time: point.at,
    value: valueOf(point),
    within: waferValues(point),
  }));
  const ofWafers = measure.kind === MeasureKind.FINAL_YIELD && population.dies === null;
  const floor = ofWafers ? (population.pairs[0]?.floor ?? null) : null;
  return phasedChart(timed, events, {
    scale: FRACTIONS.has(measure.kind) ? 'auto' : 'linear',
    stored: frozen.map(({ validFrom, limits }) => ({ from: validFrom.getTime(), limits })),
    ...(floor === null ? {} : { floor }),
  });
}

interface Statistic {
  readonly value: number | null;
  readonly lower: number;
  readonly upper: number;
}

function statisticOf(points: readonly (Statistic | null)[]): StatisticColumns {
  return {
    value: points.map((point) => point?.value ?? null),
    lower: points.map((point) => point?.lower ?? null),
    upper: points.map((point) => point?.upper ?? null),
  };
}

function missingOf({ by, population, groups }: ChartRequest): string | null {
  if (by !== TrendUnit.LOT) return 'not-by-lot';
  if (population.pairs.length > 1) return 'several-products';
  return groups.length > 1 ? 'in-groups' : null;
}

function reasonOf({ phases }: PhasedChart): string {
  const own = phases.at(-1)?.own;
  return own && own.kind !== 'phase-limits' ? own.reason : 'too-few-lots';
}

function phaseOf({ from, to, startedBy, own, judgedBy, shift }: ChartPhase): TrendPhase {
  const learnt = own.kind === 'phase-limits';
  return {
    from,
    to,
    startedBy: startedBy.map(({ label }) => label),
    judgedBy,
    missing: learnt ? null : own.reason,
    learntOn: learnt ? own.points : 0,
    shift: shift?.value ?? null,
    shiftP: shift?.p ?? null,
  };
}

function reasonRow({ index, from, kind, rule, direction, limit }: ChartReason): TrendReason {
  return { index, from, kind, rule, direction, limit };
}
