import { sampleDeviation } from '@fabwright/analytics';
import { dayIn, fabWeek, isoDate, startOfDay, weekKey, weekRange, type FabCalendar } from '@fabwright/facts';
import type { LotMeasure, WaferMeasure } from './trend.repository.ts';
import { TrendUnit, type TrendColumns, type TrendGroup } from './explore.types.ts';

/** A point before it is laid out in columns. Values: fractions of 1, or the measure's unit. */
export interface MeasuredPoint {
  readonly key: string;
  readonly split: string | null;
  readonly at: number;
  readonly num: number;
  readonly den: number;
  readonly wafers: number;
  readonly within: readonly number[];
}

export const valueOf = ({ num, den }: Pick<MeasuredPoint, 'num' | 'den'>): number => num / den;

export function lotPoints(lots: readonly LotMeasure[]): MeasuredPoint[] {
  return lots.map((lot) => ({ ...lot, key: lot.lotId, at: lot.at.getTime() }));
}

export function waferPoints(wafers: readonly WaferMeasure[]): MeasuredPoint[] {
  return wafers.map((wafer) => ({
    ...wafer,
    key: `${wafer.lotId}/${wafer.waferId}`,
    at: wafer.at.getTime(),
    wafers: 1,
    within: [],
  }));
}

/** Lots added up by fab day or week, each group by itself; a point stands at the start of its day or week. */
export function periodPoints(lots: readonly LotMeasure[], by: TrendUnit, calendar: FabCalendar): MeasuredPoint[] {
  const place = remembered(by === TrendUnit.DAY ? dayOf : weekOf, calendar);
  const placed = lots.map((lot) => ({ lot, ...place(lot.at) }));
  const groups = Map.groupBy(placed, ({ key, lot }) => JSON.stringify([key, lot.split]));
  const points = [...groups.values()].flatMap((members) => {
    const [first] = members;
    if (!first) return [];
    const sum = (of: (lot: LotMeasure) => number) => members.reduce((total, { lot }) => total + of(lot), 0);
    return {
      key: first.key,
      split: first.lot.split,
      at: first.at,
      num: sum((lot) => lot.num),
      den: sum((lot) => lot.den),
      wafers: sum((lot) => lot.wafers),
      within: members.flatMap(({ lot }) => lot.within),
    };
  });
  return points.sort((a, b) => a.at - b.at);
}

interface FabPeriod {
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const HOUR_MS = 3_600_000;

/** Days and weeks begin at full hours of UTC or at quarters of one: an instant's quarter says which it is in. */
function remembered(of: (at: Date, calendar: FabCalendar) => FabPeriod, calendar: FabCalendar) {
  const known = new Map<number, FabPeriod>();
  return (at: Date): FabPeriod => {
    const quarter = Math.floor(at.getTime() / (HOUR_MS / 4));
    const found = known.get(quarter) ?? of(at, calendar);
    known.set(quarter, found);
    return found;
  };
}

function dayOf(at: Date, { zone }: FabCalendar): FabPeriod {
  const day = dayIn(at, zone);
  return { key: isoDate(day), at: startOfDay(day, zone).getTime() };
}

function weekOf(at: Date, calendar: FabCalendar): FabPeriod {
  const week = fabWeek(at, calendar);
  return { key: weekKey(week), at: weekRange(week, calendar).from.getTime() };
}

/** Groups, the largest first; those the data don't name come last. */
export function groupsOf(points: readonly MeasuredPoint[], by: TrendUnit): TrendGroup[] {
  const groups = [...Map.groupBy(points, (point) => point.split)].map(([label, members]) => {
    const [num, den, wafers] = members.reduce(
      ([n, d, w], point) => [n + point.num, d + point.den, w + point.wafers],
      [0, 0, 0],
    );
    const lots = new Set(members.map(({ key }) => (by === TrendUnit.WAFER ? key.slice(0, key.indexOf('/')) : key)));
    return { label, wafers, lots: lots.size, value: den > 0 ? num / den : null };
  });
  return groups.sort(
    (a, b) => Number(a.label === null) - Number(b.label === null) || b.wafers - a.wafers || compare(a.label, b.label),
  );
}

const compare = (a: string | null, b: string | null): number =>
  (a ?? '').localeCompare(b ?? '', 'en', { numeric: true });

export function columnsOf(points: readonly MeasuredPoint[], groups: readonly TrendGroup[]): TrendColumns {
  const places = new Map(groups.map(({ label }, at) => [label, at]));
  return {
    key: points.map((point) => point.key),
    group: points.map((point) => places.get(point.split) ?? 0),
    at: points.map((point) => point.at),
    value: points.map(valueOf),
    wafers: points.map((point) => point.wafers),
    withinSd: points.map((point) => sampleDeviation(point.within)),
  };
}
