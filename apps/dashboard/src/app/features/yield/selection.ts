import type { TrendUnit } from '@fabwright/data-access';
import { dayIn, fabWeek, isoDate, weekKey, type FabCalendar } from '@fabwright/facts';

/** What the points are made of: lots or wafers, in time order. */
export interface Members {
  readonly key: readonly string[];
  readonly at: readonly number[];
  readonly value: readonly number[];
  readonly weight: readonly number[];
  readonly wafers: readonly number[];
  readonly gross: readonly number[];
  readonly binFrom: readonly number[];
  readonly bin: readonly number[];
  readonly dies: readonly number[];
}

export function lotOf(key: string): string {
  const end = key.indexOf('/');
  return end < 0 ? key : key.slice(0, end);
}

/** Which members are selected: a lot by itself or by one of its wafers, a wafer by itself or its lot. */
export function selectedMembers(keys: readonly string[], items: ReadonlySet<string>): Uint8Array {
  // most selections name what the keys are: then nothing has to be cut out of thousands of them
  const named = marked(keys, (key) => items.has(key));
  if (named.reduce((sum, mark) => sum + mark, 0) === items.size) return named;
  const hasLots = [...items].some((item) => !isWafer(item));
  let ofWafers: Set<string> | null = null;
  return marked(keys, (key, at) => {
    if (named[at] === 1) return true;
    if (isWafer(key)) return hasLots && items.has(lotOf(key));
    ofWafers ??= new Set([...items].filter(isWafer).map(lotOf));
    return ofWafers.has(key);
  });
}

const isWafer = (key: string): boolean => key.includes('/');

/** In a plain loop: at twenty thousand keys an iterator is what takes the time. */
function marked(keys: readonly string[], isIn: (key: string, at: number) => boolean): Uint8Array {
  const marks = new Uint8Array(keys.length);
  for (let at = 0; at < keys.length; at += 1) if (isIn(keys[at] ?? '', at)) marks[at] = 1;
  return marks;
}

/** Where each member's point is: its own key, or the key of its fab day or week. */
export function pointKeys(
  members: Pick<Members, 'key' | 'at'>,
  by: TrendUnit,
  calendar: FabCalendar,
): readonly string[] {
  if (by === 'LOT' || by === 'WAFER') return members.key;
  return members.at.map((at) => {
    const time = new Date(at);
    return by === 'DAY' ? isoDate(dayIn(time, calendar.zone)) : weekKey(fabWeek(time, calendar));
  });
}

/** Points with a selected member. */
export function selectedPoints(pointsOf: readonly string[], selected: Uint8Array, keys: readonly string[]): Uint8Array {
  // a point each, in the same order: what is selected is told already
  if (pointsOf.length === keys.length && keys.every((key, at) => key === pointsOf[at])) return selected;
  const chosen = new Set(pointsOf.filter((_, member) => selected[member] === 1));
  return marked(keys, (key) => chosen.has(key));
}

export type BrushMode = 'replace' | 'add' | 'remove';

/** The selection after a brush over points, as items of the link; in the order of the members. */
export function brushed(
  members: Pick<Members, 'key'>,
  pointsOf: readonly string[],
  before: Uint8Array | null,
  points: ReadonlySet<string>,
  mode: BrushMode,
): string[] {
  return members.key.filter((_, member) => {
    const inBrush = points.has(pointsOf[member] ?? '');
    const was = before?.[member] === 1;
    if (mode === 'add') return was || inBrush;
    return mode === 'remove' ? was && !inBrush : inBrush;
  });
}

/** How many lots the selected members are of. */
export function countLots({ key }: Pick<Members, 'key'>, selected: Uint8Array): number {
  const lots = new Set<string>();
  let last = '';
  for (let member = 0; member < key.length; member += 1) {
    if (selected[member] !== 1) continue;
    const item = key[member] ?? '';
    if (isOf(item, last)) continue;
    lots.add((last = lotOf(item)));
  }
  return lots.size;
}

export interface BinSum {
  readonly bin: number;
  /** Fractions of the gross dies. */
  readonly loss: number;
  readonly others: number | null;
}

/** Losses by bin of the selected members, beside those of all others; of all, when nothing is selected. */
export function binSums(members: Members, selected: Uint8Array | null): BinSum[] {
  const { binFrom, bin, dies } = members;
  // a place a bin, so that none of hundreds of thousands of entries has to be looked up
  const most = bin.reduce((highest, number) => Math.max(highest, number), 0);
  const sums = { inside: new Float64Array(most + 1), outside: new Float64Array(most + 1) };
  const gross = { inside: 0, outside: 0 };
  for (let member = 0; member < members.key.length; member += 1) {
    const side = selected === null || selected[member] === 1 ? 'inside' : 'outside';
    gross[side] += members.gross[member] ?? 0;
    addBins(sums[side], bin, dies, binFrom[member] ?? 0, binFrom[member + 1] ?? 0);
  }
  if (gross.inside === 0) return [];
  return Array.from(sums.inside, (mine, number) => ({
    bin: number,
    loss: mine / gross.inside,
    others: gross.outside > 0 ? (sums.outside[number] ?? 0) / gross.outside : null,
  }))
    .filter(({ loss, others }) => loss > 0 || (others ?? 0) > 0)
    .sort((a, b) => b.loss - a.loss || a.bin - b.bin);
}

function addBins(sums: Float64Array, bin: readonly number[], dies: readonly number[], from: number, to: number): void {
  for (let at = from; at < to; at += 1) {
    const number = bin[at] ?? 0;
    sums[number] = (sums[number] ?? 0) + (dies[at] ?? 0);
  }
}

export interface LotRow {
  readonly lotId: string;
  readonly at: number;
  readonly wafers: number;
  /** Weighted by dies for fractions, by wafers otherwise. */
  readonly value: number;
}

interface LotSum {
  readonly lotId: string;
  at: number;
  wafers: number;
  sum: number;
  weight: number;
}

/** Lots of the selected members, the newest first. */
export function lotRows(members: Members, selected: Uint8Array | null): LotRow[] {
  const rows = new Map<string, LotSum>();
  let last: LotSum | null = null;
  for (let member = 0; member < members.key.length; member += 1) {
    if (selected !== null && selected[member] !== 1) continue;
    const key = members.key[member] ?? '';
    last = last !== null && isOf(key, last.lotId) ? last : rowOf(rows, lotOf(key));
    addMember(last, members, member);
  }
  return [...rows.values()]
    .map(({ lotId, at, wafers, sum, weight }) => ({ lotId, at, wafers, value: sum / weight }))
    .sort((a, b) => b.at - a.at || order(a.lotId, b.lotId));
}

function addMember(row: LotSum, { at, value, wafers, weight }: Members, member: number): void {
  const counted = weight[member] ?? 0;
  row.at = Math.max(row.at, at[member] ?? 0);
  row.wafers += wafers[member] ?? 0;
  row.sum += (value[member] ?? 0) * counted;
  row.weight += counted;
}

function rowOf(rows: Map<string, LotSum>, lotId: string): LotSum {
  let row = rows.get(lotId);
  if (!row) rows.set(lotId, (row = { lotId, at: 0, wafers: 0, sum: 0, weight: 0 }));
  return row;
}

/** Whether it is a wafer of the lot; most wafers stand beside others of theirs, and nothing has to be cut out. */
function isOf(key: string, lotId: string): boolean {
  return lotId !== '' && key.length > lotId.length && key[lotId.length] === '/' && key.startsWith(lotId);
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
