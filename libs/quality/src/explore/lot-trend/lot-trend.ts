import type { LotMeasure } from './lot-measure.ts';

/** The wafers of a lot side by side, in the order of their ids. */
export interface LotWafers {
  readonly lotId: string;
  readonly productId: string;
  /** The end of the lot's last first pass. */
  readonly at: Date;
  /** Their ids as a JSON list: read only where it is not that of a visit; null where nobody asks for them. */
  readonly waferIds: string | null;
  /** Of each wafer what the measure counts. */
  readonly num: readonly number[];
  /** Of how many: of each wafer, or of all alike. */
  readonly den: readonly number[] | number;
  /** The group of each wafer, or that of all, where the lot itself knows it. */
  readonly labels: readonly (string | null)[] | string | null;
}

/** Wafers of a lot that went somewhere together. */
export interface Visit {
  readonly lotId: string;
  /** As in `LotWafers`. */
  readonly waferIds: string;
  /** One for all wafers, or one for each. */
  readonly labels: readonly (string | null)[] | string | null;
  /** Milliseconds since 1970: one for all wafers, or one for each. */
  readonly at: readonly number[] | number;
}

/** Visits of each lot; of a wafer that went there twice, the one that stands later counts. */
export type Visits = ReadonlyMap<string, readonly Visit[]>;

export interface LotTrendQuestion {
  readonly lots: readonly LotWafers[];
  /** Wafers that are missing in one of these are left out. */
  readonly within: readonly Visits[];
  /** The groups of the wafers; a wafer that is missing has none. Null: those of the lots. */
  readonly split: Visits | null;
  /** The times of the wafers; a wafer that is missing is left out. Null: the times of their lots. */
  readonly times: Visits | null;
}

/** Lots in time order; a lot stands once in each group that its wafers fall into. */
export function lotTrend(question: LotTrendQuestion): LotMeasure[] {
  const lots = question.lots.toSorted((a, b) => Number(a.at) - Number(b.at) || order(a.lotId, b.lotId));
  const places = placesOf(question);
  const found: LotMeasure[] = [];
  for (const lot of lots) for (const group of groupsOfLot(lot, question, places)) if (group) found.push(group);
  return question.times ? found.sort((a, b) => a.at - b.at || order(a.key, b.key)) : found;
}

/** Where a group stands among those of its lot, by label. Sorted once: by slot there are as many groups as wafers. */
function placesOf({ lots, split }: LotTrendQuestion): ReadonlyMap<string | null, number> {
  const labels = new Set<string | null>();
  for (const { labels: told } of split ? [...split.values()].flat() : lots) {
    if (isList(told)) for (const label of told) labels.add(label);
    else labels.add(told);
  }
  return new Map([...labels].sort(order).map((label, place) => [label, place]));
}

type Growing = { -readonly [K in keyof Omit<LotMeasure, 'within'>]: LotMeasure[K] } & { within: number[] | null };

/** With gaps where the lot has no wafer of a group; those of no label come last. */
function groupsOfLot(
  lot: LotWafers,
  { within, split, times }: LotTrendQuestion,
  places: ReadonlyMap<string | null, number>,
): readonly (LotMeasure | undefined)[] {
  const { lotId: key, productId } = lot;
  const there = within.map((visits) => timesOf(lot, visits.get(key)));
  const ends = times ? timesOf(lot, times.get(key)) : Number(lot.at);
  const labels = split ? labelsOf(lot, split.get(key)) : lot.labels;
  const labelOf = (wafer: number): string | null => (labels === null ? null : placed(labels, wafer, null));
  const groups: (Growing | undefined)[] = [];
  for (let wafer = 0; wafer < lot.num.length; wafer += 1) {
    const num = lot.num[wafer] ?? 0;
    const den = placed(lot.den, wafer, 0);
    const at = placed(ends, wafer, Number.NaN);
    if (den <= 0 || Number.isNaN(at) || !wasEverywhere(there, wafer)) continue;
    const label = labelOf(wafer);
    const place = places.get(label) ?? places.size;
    const group = groups[place];
    if (group) grow(group, at, num, den);
    else groups[place] = { key, productId, split: label, at, num, den, wafers: 1, within: null };
  }
  return groups;
}

function wasEverywhere(there: readonly (readonly number[] | number)[], wafer: number): boolean {
  return there.every((times) => !Number.isNaN(placed(times, wafer, Number.NaN)));
}

function grow(group: Growing, at: number, num: number, den: number): void {
  group.within ??= [group.num / group.den];
  group.at = Math.max(group.at, at);
  group.num += num;
  group.den += den;
  group.wafers += 1;
  group.within.push(num / den);
}

/** When each wafer of the lot was there; NaN where it never was. */
function timesOf(lot: LotWafers, visits: readonly Visit[] | undefined): readonly number[] | number {
  return laidOut(lot, visits, ({ at }) => at, Number.NaN);
}

function labelsOf(lot: LotWafers, visits: readonly Visit[] | undefined): readonly (string | null)[] | string | null {
  return laidOut<string | null>(lot, visits, ({ labels }) => labels, null);
}

/**
 * What visits say of the wafers, in the order of the lot's. Most lots went through once and whole: then the visit has
 * that order already.
 */
function laidOut<T>(
  lot: LotWafers,
  visits: readonly Visit[] | undefined,
  valuesOf: (visit: Visit) => readonly T[] | T,
  missing: T,
): readonly T[] | T {
  const [first] = visits ?? [];
  if (!first || !visits) return missing;
  if (visits.length === 1 && first.waferIds === lot.waferIds) return valuesOf(first);
  const places = new Map(idsOf(lot.waferIds).map((waferId, place) => [waferId, place]));
  const values = Array.from(lot.num, () => missing);
  for (const visit of visits) {
    const told = valuesOf(visit);
    idsOf(visit.waferIds).forEach((waferId, wafer) => {
      const place = places.get(waferId);
      if (place !== undefined) values[place] = placed(told, wafer, missing);
    });
  }
  return values;
}

function placed<T>(values: readonly T[] | T, at: number, missing: T): T {
  return isList(values) ? (values[at] ?? missing) : values;
}

function isList<T>(values: readonly T[] | T): values is readonly T[] {
  return Array.isArray(values);
}

function idsOf(list: string | null): string[] {
  return list === null ? [] : (JSON.parse(list) as string[]);
}

/** Null last. */
function order(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}
