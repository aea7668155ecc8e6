import { deviationOfSpread, pooledSpread, sampleDeviation, type Spread } from '@fabwright/analytics';
import { addDays, dayIn, fabWeek, isoDate, startOfDay, weekKey, weekRange, type FabCalendar } from '@fabwright/facts';
import { waferValues, type LotMeasure } from './lot-trend/lot-measure.ts';
import type { WaferMeasure } from './trend.repository.ts';
import { TrendUnit, type TrendColumns, type TrendGroup } from './explore.types.ts';

/** A point before it is laid out in columns. Values: fractions of 1, or the measure's unit. */
export interface MeasuredPoint {
  readonly key: string;
  readonly split: string | null;
  readonly at: number;
  readonly num: number;
  readonly den: number;
  readonly wafers: number;
  readonly within: readonly number[] | null;
  readonly spread?: Spread;
}

export const valueOf = ({ num, den }: Pick<MeasuredPoint, 'num' | 'den'>): number => num / den;

export function waferPoints(wafers: readonly WaferMeasure[]): MeasuredPoint[] {
  return wafers.map((wafer) => ({
    ...wafer,
    key: `${wafer.lotId}/${wafer.waferId}`,
    at: wafer.at.getTime(),
    wafers: 1,
    within: null,
  }));
}

/** Lots added up by fab day or week, each group by itself; a point stands at the start of its day or week. */
export function periodPoints(lots: readonly LotMeasure[], by: TrendUnit, calendar: FabCalendar): MeasuredPoint[] {
  const place = remembered(by === TrendUnit.DAY ? dayOf : weekOf, calendar);
  const placed = lots.map((lot) => ({ lot, period: place(lot.at) }));
  const groups = Map.groupBy(placed, ({ period, lot }) => JSON.stringify([period.key, lot.split]));
  const points = [...groups.values()].flatMap((members) => {
    const [first] = members;
    if (!first) return [];
    const sum = (of: (lot: LotMeasure) => number) => members.reduce((total, { lot }) => total + of(lot), 0);
    return {
      key: first.period.key,
      split: first.lot.split,
      at: first.period.at,
      num: sum((lot) => lot.num),
      den: sum((lot) => lot.den),
      wafers: sum((lot) => lot.wafers),
      within: members.flatMap(({ lot }) => waferValues(lot)),
      ...(first.lot.spread && { spread: pooledSpread(members.flatMap(({ lot }) => lot.spread ?? [])) }),
    };
  });
  return points.sort((a, b) => a.at - b.at);
}

interface FabPeriod {
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The first moment after it. */
  readonly to: number;
}

/** Lots come in the order of time: most are in the day or week of the lot before, whose bounds are known already. */
function remembered(of: (at: Date, calendar: FabCalendar) => FabPeriod, calendar: FabCalendar) {
  let last: FabPeriod | null = null;
  return (at: number): FabPeriod => {
    if (!last || at < last.at || at >= last.to) last = of(new Date(at), calendar);
    return last;
  };
}

function dayOf(at: Date, { zone }: FabCalendar): FabPeriod {
  const day = dayIn(at, zone);
  return { key: isoDate(day), at: startOfDay(day, zone).getTime(), to: startOfDay(addDays(day, 1), zone).getTime() };
}

function weekOf(at: Date, calendar: FabCalendar): FabPeriod {
  const week = fabWeek(at, calendar);
  const { from, to } = weekRange(week, calendar);
  return { key: weekKey(week), at: from.getTime(), to: to.getTime() };
}

/** Groups, the largest first; those the data don't name come last. */
export function groupsOf(points: readonly MeasuredPoint[], by: TrendUnit): TrendGroup[] {
  const sums = new Map<string | null, GroupSums>();
  for (const { key, split, num, den, wafers } of points) {
    let sum = sums.get(split);
    if (!sum) sums.set(split, (sum = { num: 0, den: 0, wafers: 0, points: 0, lots: new Set() }));
    sum.num += num;
    sum.den += den;
    sum.wafers += wafers;
    sum.points += 1;
    if (by === TrendUnit.WAFER) sum.lots.add(key.slice(0, key.indexOf('/')));
  }
  const groups = Array.from(sums, ([label, { num, den, wafers, points: own, lots }]) => {
    return { label, wafers, lots: by === TrendUnit.WAFER ? lots.size : own, value: den > 0 ? num / den : null };
  });
  return groups.sort(
    (a, b) => Number(a.label === null) - Number(b.label === null) || b.wafers - a.wafers || compare(a.label, b.label),
  );
}

interface GroupSums {
  num: number;
  den: number;
  wafers: number;
  /** Lots, days or weeks stand once in a group. */
  points: number;
  /** Of wafers. */
  readonly lots: Set<string>;
}

const compare = (a: string | null, b: string | null): number =>
  (a ?? '').localeCompare(b ?? '', 'en', { numeric: true });

function withinSdOf({ within, spread }: MeasuredPoint): number | null {
  if (spread) return deviationOfSpread(spread);
  return within === null ? null : sampleDeviation(within);
}

export function columnsOf(points: readonly MeasuredPoint[], groups: readonly TrendGroup[]): TrendColumns {
  const places = new Map(groups.map(({ label }, at) => [label, at]));
  return {
    key: points.map((point) => point.key),
    group: points.map((point) => places.get(point.split) ?? 0),
    at: points.map((point) => point.at),
    value: points.map(valueOf),
    wafers: points.map((point) => point.wafers),
    withinSd: points.map(withinSdOf),
  };
}
