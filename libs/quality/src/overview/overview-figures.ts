import {
  yieldDifference,
  type DieYieldBasis,
  type FrozenLimits,
  type LotAlarm,
  type LotChart,
  type LotDies,
  type TooLittleData,
  type YieldDifference,
} from '@fabwright/analytics';
import { parseWeekKey, singleWeek, type FabCalendar, type FactSource, type Period } from '@fabwright/facts';
import type { LotYield } from '../yield/lot-yield.repository.ts';
import { addSums, goodOf, threeYieldsOf, yieldOf, type YieldSums } from '../yield/yield-sums.ts';
import { YieldKind, type BinLoss } from '../yield/yield.types.ts';
import { lotsByWeek } from './trend.ts';

/** The newest week that has lots, and what came before it in the period. */
export interface CurrentWeek {
  readonly key: string;
  readonly lots: readonly LotYield[];
  readonly sums: YieldSums;
  /** Weeks before it, first to last; empty when it is the only one. */
  readonly baselineKeys: readonly string[];
  readonly baseline: readonly LotYield[];
}

/** Null when the period has no lots. */
export function currentWeekOf(lots: readonly LotYield[], calendar: FabCalendar): CurrentWeek | null {
  const byWeek = lotsByWeek(lots, calendar);
  const keys = [...byWeek.keys()].sort();
  const key = keys.at(-1);
  if (key === undefined) return null;
  const current = byWeek.get(key) ?? [];
  const baselineKeys = keys.slice(0, -1);
  return {
    key,
    lots: current,
    sums: addSums(current),
    baselineKeys,
    baseline: baselineKeys.flatMap((before) => byWeek.get(before) ?? []),
  };
}

/** Change of the current week against the weeks before it, in pp, with an interval that takes lots as its unit. */
export function weekDifference(week: CurrentWeek, kind: YieldKind): YieldDifference {
  return yieldDifference(lotDies(week.lots, kind), lotDies(week.baseline, kind));
}

function lotDies(lots: readonly LotYield[], kind: YieldKind): LotDies[] {
  return lots.map((lot) => goodOf(lot, kind));
}

/** Lots whose yield lies under an absolute floor, of all that have one. */
export function lotsBelow(
  lots: readonly LotYield[],
  kind: YieldKind,
  floorOf: (lot: LotYield) => number | null,
): { count: number; of: number } | null {
  const judged = lots.filter((lot) => floorOf(lot) !== null && yieldOf(lot, kind) !== null);
  if (judged.length === 0) return null;
  const count = judged.filter((lot) => (yieldOf(lot, kind) ?? 0) < (floorOf(lot) ?? 0)).length;
  return { count, of: judged.length };
}

/** Everything that is said about a product over a period, as the fact sheets take it. Fractions of 1. */
export interface PeriodFigures {
  readonly product: string;
  readonly insertion: string;
  readonly period: Period;
  readonly yields: { readonly final: number | null; readonly firstPass: number | null; readonly record: number | null };
  readonly goodDies: number;
  readonly dies: number;
  readonly retest: { readonly retested: number; readonly recovered: number; readonly lostOnRetest: number };
  readonly floor: number | null;
  readonly losses: readonly LossFigure[];
  readonly alarms: readonly LotAlarm[];
  readonly limits: FrozenLimits | TooLittleData;
  readonly completeness: Completeness;
  readonly sources: FigureSources;
  readonly lots: readonly { readonly name: string; readonly yield: number }[];
  readonly baseline: { readonly period: Period; readonly final: number | null; readonly lots: number } | null;
  readonly difference: YieldDifference | null;
}

export interface LossFigure {
  readonly bin: number;
  readonly name: string;
  readonly loss: number;
  readonly baseline: number | null;
  readonly change: number | null;
}

export interface Completeness {
  readonly basis: DieYieldBasis;
  readonly untestedDies: number | null;
  readonly noVerdictDies: number;
  readonly wafers: number;
  readonly wafersExpected: number | null;
  readonly excludedWafers: number;
  readonly quarantinedMessages: number;
}

/** Which query each group of facts comes from. */
export interface FigureSources {
  readonly yields: FactSource;
  readonly losses: FactSource;
  readonly alarms: FactSource;
  readonly completeness: FactSource;
}

export function lossFigures(losses: readonly BinLoss[]): LossFigure[] {
  return losses.map(({ number, name, loss, baseline, change }) => ({ bin: number, name, loss, baseline, change }));
}

export function retestFigures(sums: YieldSums): PeriodFigures['retest'] {
  const { retested, recovered, goodFirst, goodFinal } = sums;
  return { retested, recovered, lostOnRetest: goodFirst - goodFinal + recovered };
}

/** `mapDies`: gross dies of the die map in force; null where none is defined. */
export function completenessOf(sums: YieldSums, mapDies: number | null, wafersExpected: number | null): Completeness {
  const untested = sums.gross - sums.tested;
  const tooSmall = mapDies !== null && sums.gross > mapDies * sums.wafers;
  const basis = mapDies === null ? 'tested-dies' : tooSmall ? 'tested-dies-map-too-small' : 'gross-dies';
  return {
    basis,
    untestedDies: basis === 'gross-dies' ? untested : null,
    noVerdictDies: sums.tested - sums.goodFinal - sums.failed,
    wafers: sums.wafers,
    wafersExpected,
    excludedWafers: sums.excludedWafers,
    quarantinedMessages: 0,
  };
}

export interface PeriodFiguresInput {
  readonly product: string;
  readonly insertion: string;
  readonly week: CurrentWeek;
  readonly floor: number | null;
  readonly losses: readonly BinLoss[];
  readonly chart: LotChart;
  readonly mapDies: number | null;
  readonly excludedWafers: number;
  readonly sources: FigureSources;
}

/** Figures of the current week by its final yield. Pure. Throws a RangeError for a week key that is none. */
export function periodFigures(input: PeriodFiguresInput): PeriodFigures {
  const { week, chart } = input;
  const { final, firstPass, record } = threeYieldsOf(week.sums);
  const members = new Set(week.lots.map((lot) => lot.lotId));
  const [first, last] = [week.baselineKeys[0], week.baselineKeys.at(-1)];
  const baseline =
    first === undefined || last === undefined
      ? null
      : {
          period: { kind: 'weeks', from: weekOf(first), to: weekOf(last) } as const,
          final: yieldOf(addSums(week.baseline), YieldKind.FINAL),
          lots: week.baseline.length,
        };
  return {
    product: input.product,
    insertion: input.insertion,
    period: singleWeek(weekOf(week.key)),
    yields: { final, firstPass, record },
    goodDies: week.sums.goodFinal,
    dies: week.sums.gross,
    retest: retestFigures(week.sums),
    floor: input.floor,
    losses: lossFigures(input.losses),
    alarms: chart.alarms.filter((alarm) => members.has(alarm.lot)),
    limits: chart.limits,
    completeness: {
      ...completenessOf(week.sums, input.mapDies, null),
      excludedWafers: Math.max(input.excludedWafers, week.sums.excludedWafers),
    },
    sources: input.sources,
    lots: week.lots.map((lot) => ({ name: lot.lotId, yield: yieldOf(lot, YieldKind.FINAL) ?? 0 })),
    baseline,
    difference: baseline && weekDifference(week, YieldKind.FINAL),
  };
}

function weekOf(key: string) {
  const week = parseWeekKey(key);
  if (!week) throw new RangeError(`"${key}" is not the key of a week.`);
  return week;
}
