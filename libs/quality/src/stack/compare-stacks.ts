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
import type { StackZone } from './stack.types.ts';

export interface StackQuestion {
  readonly wafers: readonly LotWafer[];
  /** Null: nothing to compare with. */
  readonly others: readonly LotWafer[] | null;
  readonly geometry: WaferGeometry;
  /** Null: zones can't be told. */
  readonly scheme: ZoneScheme | null;
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
  const { wafers, others } = question;
  const stack = stacked(wafers);
  return {
    stack: countsOf(wafers, stack),
    other: others && countsOf(others, stacked(others)),
    ...zonesOf(question, stack),
  };
}

const stacked = (wafers: readonly LotWafer[]): StackedMap => stackWafers(wafers.map(({ dies }) => dies));

function zonesOf(question: StackQuestion, stack: StackedMap): Omit<StackAnswer, 'stack' | 'other'> {
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

function zoneRow(zone: ReturnType<typeof zoneDifferences>['zones'][number]): StackZone {
  const { rateA, rateB, interval, ...rest } = zone;
  return { ...rest, rate: rateA, otherRate: rateB, low: interval?.low ?? null, high: interval?.high ?? null };
}

function singleZones({ wafers, geometry, scheme }: StackQuestion, stack: StackedMap): StackZone[] {
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
