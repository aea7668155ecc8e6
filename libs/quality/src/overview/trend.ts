import { lotChart, median, sampleDeviation, type LotAlarm, type LotChart } from '@fabwright/analytics';
import { fabWeek, weekKey, weekRange, parseWeekKey, type FabCalendar } from '@fabwright/facts';
import type { LotYield } from '../yield/lot-yield.repository.ts';
import { addSums, goodOf, yieldOf } from '../yield/yield-sums.ts';
import { YieldKind } from '../yield/yield.types.ts';

/** A point of the trend: a lot, or all lots of a week. Yields are fractions of 1. */
export interface TrendFigure {
  readonly key: string;
  readonly lotId: string | null;
  readonly at: Date;
  readonly value: number;
  readonly median7: number | null;
  readonly wafers: number;
  readonly gross: number;
  readonly withinSd: number | null;
  readonly alarms: readonly LotAlarm[];
  readonly complete: boolean;
}

const MEDIAN_OF = 7;

/** Yields of a lot's wafers that count; of another kind than the final yield only when the lots were read with it. */
export function waferYieldsOf(lot: LotYield, kind: YieldKind): readonly number[] {
  const yields = kind === YieldKind.FINAL ? lot.waferFinal : (lot.waferYields ?? []);
  return yields.filter((value) => !Number.isNaN(value));
}

/** Lots with a yield of that kind, in time order, as the control chart takes them. */
export function chartedLots(lots: readonly LotYield[], kind: YieldKind): LotYield[] {
  return lots.filter((lot) => goodOf(lot, kind).gross > 0);
}

/** Limits, slope and floor on lot means; the spread within lots beside it. */
export function chartOf(lots: readonly LotYield[], kind: YieldKind, floor: number | null): LotChart {
  const points = lots.map((lot) => ({
    lot: lot.lotId,
    yield: yieldOf(lot, kind) ?? 0,
    waferYields: waferYieldsOf(lot, kind),
  }));
  return lotChart(points, floor === null ? {} : { floor });
}

/** A point a lot. `alarms` of the chart name lots by their place in `lots`. */
export function lotTrend(lots: readonly LotYield[], kind: YieldKind, alarms: readonly LotAlarm[]): TrendFigure[] {
  const values = lots.map((lot) => yieldOf(lot, kind) ?? 0);
  const byIndex = Map.groupBy(alarms, (alarm) => alarm.index);
  return lots.map((lot, at) => ({
    key: lot.lotId,
    lotId: lot.lotId,
    at: lot.testedAt,
    value: values[at] ?? 0,
    median7: medianBefore(values, at),
    wafers: lot.wafers,
    gross: goodOf(lot, kind).gross,
    withinSd: sampleDeviation(waferYieldsOf(lot, kind)),
    alarms: byIndex.get(at) ?? [],
    complete: lot.complete,
  }));
}

/** A point a fab week, die-weighted; alarms belong to lots, not to weeks. */
export function weekTrend(lots: readonly LotYield[], kind: YieldKind, calendar: FabCalendar): TrendFigure[] {
  const weeks = [...lotsByWeek(lots, calendar)].sort(([a], [b]) => (a < b ? -1 : 1));
  const values = weeks.map(([, members]) => yieldOf(addSums(members), kind) ?? 0);
  return weeks.map(([key, members], at) => {
    const sums = addSums(members);
    const week = parseWeekKey(key);
    return {
      key,
      lotId: null,
      at: week ? weekRange(week, calendar).from : (members[0]?.testedAt ?? new Date(0)),
      value: values[at] ?? 0,
      median7: medianBefore(values, at),
      wafers: sums.wafers,
      gross: goodOf(sums, kind).gross,
      withinSd: null,
      alarms: [],
      complete: members.every((lot) => lot.complete),
    };
  });
}

/** Lots by the key of the fab week of their last first-pass end. */
export function lotsByWeek(lots: readonly LotYield[], calendar: FabCalendar): Map<string, LotYield[]> {
  return Map.groupBy(lots, (lot) => weekKey(fabWeek(lot.testedAt, calendar)));
}

/** Median of the last seven points; null before there are seven. */
function medianBefore(values: readonly number[], at: number): number | null {
  if (at + 1 < MEDIAN_OF) return null;
  return median(values.slice(at + 1 - MEDIAN_OF, at + 1));
}
