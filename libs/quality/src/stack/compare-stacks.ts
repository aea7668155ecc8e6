import {
  assignZones,
  stackWafers,
  zoneDifferences,
  zoneRates,
  type LotWafer,
  type StackedMap,
  type WaferGeometry,
  type ZoneScheme,
} from '@fabwright/analytics';
import { DieSelection } from '@fabwright/contracts';
import type { StackZone } from './stack.types.ts';

export interface StackQuestion {
  readonly wafers: readonly LotWafer[];
  /** Null: nothing to compare with. */
  readonly others: readonly LotWafer[] | null;
  readonly geometry: WaferGeometry;
  /** Null: zones can't be told. */
  readonly scheme: ZoneScheme | null;
  /** Text of the dies that are counted; null: all. */
  readonly dies: string | null;
}

export interface GroupCounts {
  readonly wafers: number;
  readonly lots: number;
  readonly failRate: number | null;
}

export interface StackAnswer {
  readonly stack: GroupCounts;
  readonly other: GroupCounts | null;
  readonly zones: readonly StackZone[];
  readonly design: 'paired' | 'independent' | null;
  readonly untested: string | null;
  readonly lotsLeftOut: number;
}

/** Drawn by chance, this is how often; the same for the same wafers. */
const SEED = 4300;

/** Zones of one group, or of two with their difference, interval and corrected p by lots. Pure; for a thread. */
export function compareStacks(question: StackQuestion): StackAnswer {
  const chosen = question.dies === null ? null : DieSelection.read(question.dies);
  const [wafers, others] = [only(question.wafers, chosen), question.others && only(question.others, chosen)];
  const stack = stacked(wafers);
  const { zones, ...rest } = zonesOf({ ...question, wafers, others }, stack);
  const dies = diesOfZones(question, chosen ? stacked(question.wafers) : stack, stack);
  return {
    stack: countsOf(wafers, stack),
    other: others && countsOf(others, stacked(others)),
    ...rest,
    zones: zones.map((zone) => ({ ...zone, dies: dies.get(zone.zone) ?? null })),
  };
}

/** Counted over the chosen dies: what lies elsewhere is not there. */
function only(wafers: readonly LotWafer[], chosen: DieSelection | null): readonly LotWafer[] {
  if (!chosen) return wafers;
  // wafers that lie alike share their columns: they go on doing so
  const layouts = new Map<ArrayLike<number>, { kept: readonly number[]; x: Int16Array; y: Int16Array }>();
  return wafers.map(({ lot, dies: { x, y, state } }) => {
    let layout = layouts.get(x);
    if (!layout) {
      const kept = chosen.indicesIn({ x, y });
      const at = (column: ArrayLike<number>) => Int16Array.from(kept, (die) => column[die] ?? 0);
      layouts.set(x, (layout = { kept, x: at(x), y: at(y) }));
    }
    return { lot, dies: { x: layout.x, y: layout.y, state: Int16Array.from(layout.kept, (die) => state[die] ?? 0) } };
  });
}

/**
 * Every die of each zone that a wafer of the first group has (`x`, `y`), as a filter takes them. Shots are numbered
 * among those that are counted (`stack`): one of its dies tells which shot of all it is.
 */
function diesOfZones(
  { geometry, scheme }: StackQuestion,
  { x, y }: StackedMap,
  stack: StackedMap,
): ReadonlyMap<number, string | null> {
  if (!scheme) return new Map();
  const { zoneOf } = assignZones(x, y, geometry, scheme);
  const members = new Map<number, number[]>();
  zoneOf.forEach((zone, die) => {
    const known = members.get(zone);
    if (known) known.push(die);
    else members.set(zone, [die]);
  });
  const zoneAt = new Map(Array.from(zoneOf, (zone, die) => [placeKey(x[die], y[die]), zone]));
  const counted = assignZones(stack.x, stack.y, geometry, scheme).zoneOf;
  const textOf = (zone: number): string | null => {
    const dies = members.get(zone) ?? [];
    return DieSelection.of({ x: dies.map((die) => x[die] ?? 0), y: dies.map((die) => y[die] ?? 0) })?.text ?? null;
  };
  const found = new Map([...members.keys()].map((zone) => [zone, zone]));
  if (scheme.kind === 'shots') {
    counted.forEach((zone, die) => found.set(zone, zoneAt.get(placeKey(stack.x[die], stack.y[die])) ?? zone));
  }
  return new Map([...found].map(([zone, ofAll]) => [zone, textOf(ofAll)]));
}

const placeKey = (x = 0, y = 0): number => x * 65_536 + y;

const stacked = (wafers: readonly LotWafer[]): StackedMap => stackWafers(wafers.map(({ dies }) => dies));

type Rates = Omit<StackZone, 'dies'>;
type Zones = Omit<StackAnswer, 'stack' | 'other' | 'zones'> & { readonly zones: readonly Rates[] };

function zonesOf(question: StackQuestion, stack: StackedMap): Zones {
  const { wafers, others, geometry, scheme } = question;
  if (!scheme || !others || others.length === 0 || wafers.length === 0) {
    return { zones: singleZones(question, stack), design: null, untested: null, lotsLeftOut: 0 };
  }
  const { zones, basis } = zoneDifferences(wafers, others, geometry, scheme, { seed: SEED });
  return { zones: zones.map(zoneRow), design: basis.design, untested: basis.untested, lotsLeftOut: basis.lotsLeftOut };
}

function countsOf(wafers: readonly LotWafer[], { tested, failed }: StackedMap): GroupCounts {
  const [all, fails] = [tested, failed].map((column) => column.reduce((sum, count) => sum + count, 0));
  return {
    wafers: wafers.length,
    lots: new Set(wafers.map(({ lot }) => lot)).size,
    failRate: all ? (fails ?? 0) / all : null,
  };
}

function zoneRow(zone: ReturnType<typeof zoneDifferences>['zones'][number]): Rates {
  const { rateA, rateB, interval, ...rest } = zone;
  return { ...rest, rate: rateA, otherRate: rateB, low: interval?.low ?? null, high: interval?.high ?? null };
}

function singleZones({ wafers, geometry, scheme }: StackQuestion, stack: StackedMap): Rates[] {
  if (!scheme || wafers.length === 0) return [];
  return zoneRates(stack, assignZones(stack.x, stack.y, geometry, scheme)).map(({ zone, failRate }) => ({
    zone,
    rate: failRate,
    otherRate: null,
    difference: null,
    low: null,
    high: null,
    adjustedP: null,
  }));
}
