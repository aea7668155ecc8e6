import { chooseCount } from '../compare/lot-permutation.ts';
import { MIN_LOTS_TO_COMPARE } from '../compare/two-groups.ts';
import { studentTCritical } from '../inference/student-t.ts';
import { maxStatisticP } from './cell-permutation.ts';
import type { WaferGeometry } from './ring-sector-profile.ts';
import type { DifferenceBasis, DifferenceMap, LotWafer, ZoneDifferences } from './spatial-types.ts';
import { stackWafers, type StackedMap } from './stacked-map.ts';
import { assignZones, type ZoneScheme } from './zones.ts';

export interface DifferenceOptions {
  /** Default .95. */
  readonly confidence?: number;
  /** Random rearrangements of lots; default 999. */
  readonly permutations?: number;
  readonly seed?: number;
}

/** Fail rate per cell of each lot; NaN where the lot has no verdict. */
type LotRates = ReadonlyMap<string, Float64Array>;

interface Compared {
  readonly rateA: Float64Array;
  readonly rateB: Float64Array;
  readonly difference: Float64Array;
  readonly halfWidth: Float64Array;
  readonly adjustedP: Float64Array;
  readonly basis: DifferenceBasis;
}

/**
 * Stacked maps of two groups of wafers and their difference at each die position, with an interval over lots and a p that
 * is corrected for all positions. Lots with wafers in both groups are paired where they are most lots, else left out.
 * With fewer than 3 lots a side the difference stands without interval and p, and `basis.untested` says so.
 */
export function differenceMap(
  a: readonly LotWafer[],
  b: readonly LotWafer[],
  options: DifferenceOptions = {},
): DifferenceMap {
  const { x, y } = stackWafers([...a, ...b].map(({ dies }) => dies));
  const cellOf = new Map(Array.from(x, (column, i) => [keyOf(column, y[i] ?? 0), i]));
  const rates = (wafers: readonly LotWafer[]): LotRates =>
    lotRates(wafers, x.length, (stack, i) => cellOf.get(keyOf(stack.x[i] ?? 0, stack.y[i] ?? 0)) ?? 0);
  return { kind: 'difference-map', x, y, ...compare(rates(a), rates(b), [a.length, b.length], options) };
}

/** The same in zones: rings, sectors, quadrants, edge, reticle positions or shots (whose numbers are those of all dies). */
export function zoneDifferences(
  a: readonly LotWafer[],
  b: readonly LotWafer[],
  geometry: WaferGeometry,
  scheme: ZoneScheme,
  options: DifferenceOptions = {},
): ZoneDifferences {
  const all = stackWafers([...a, ...b].map(({ dies }) => dies));
  const { zones, zoneOf } = assignZones(all.x, all.y, geometry, scheme);
  const zoneAt = new Map(Array.from(all.x, (column, i) => [keyOf(column, all.y[i] ?? 0), zoneOf[i] ?? 0]));
  const rates = (wafers: readonly LotWafer[]): LotRates =>
    lotRates(wafers, zones, (stack, i) => zoneAt.get(keyOf(stack.x[i] ?? 0, stack.y[i] ?? 0)) ?? 0);
  const found = compare(rates(a), rates(b), [a.length, b.length], options);
  const known = (value: number | undefined): number | null => (Number.isFinite(value) ? (value ?? null) : null);
  return {
    kind: 'zone-differences',
    basis: found.basis,
    zones: Array.from({ length: zones }, (_, zone) => {
      const [difference, half] = [known(found.difference[zone]), known(found.halfWidth[zone])];
      const { confidence } = found.basis;
      return {
        zone,
        rateA: known(found.rateA[zone]),
        rateB: known(found.rateB[zone]),
        difference,
        interval:
          difference === null || half === null ? null : { low: difference - half, high: difference + half, confidence },
        adjustedP: known(found.adjustedP[zone]),
      };
    }),
  };
}

const keyOf = (x: number, y: number): number => (x + 32_768) * 65_536 + y + 32_768;

function lotRates(
  wafers: readonly LotWafer[],
  cells: number,
  cellOf: (stack: StackedMap, i: number) => number,
): LotRates {
  const byLot = new Map<string, LotWafer[]>();
  for (const wafer of wafers) {
    const members = byLot.get(wafer.lot);
    if (members) members.push(wafer);
    else byLot.set(wafer.lot, [wafer]);
  }
  return new Map(
    [...byLot].map(([lot, members]) => {
      const stack = stackWafers(members.map(({ dies }) => dies));
      const tested = new Float64Array(cells);
      const failed = new Float64Array(cells);
      for (let i = 0; i < stack.x.length; i += 1) {
        const cell = cellOf(stack, i);
        tested[cell] = (tested[cell] ?? 0) + (stack.tested[i] ?? 0);
        failed[cell] = (failed[cell] ?? 0) + (stack.failed[i] ?? 0);
      }
      return [lot, failed.map((count, cell) => ((tested[cell] ?? 0) > 0 ? count / (tested[cell] ?? 1) : Number.NaN))];
    }),
  );
}

interface Sides {
  readonly paired: boolean;
  readonly a: readonly Float64Array[];
  readonly b: readonly Float64Array[];
  readonly lotsLeftOut: number;
}

/** The lots a design can use: the shared ones, in one order on both sides, or the others. */
function sidesOf(a: LotRates, b: LotRates): Sides {
  const shared = [...a.keys()].filter((lot) => b.has(lot));
  const all = a.size + b.size - shared.length;
  if (shared.length >= MIN_LOTS_TO_COMPARE && 2 * shared.length >= all) {
    const pick = (rates: LotRates): Float64Array[] => shared.flatMap((lot) => rates.get(lot) ?? []);
    return { paired: true, a: pick(a), b: pick(b), lotsLeftOut: all - shared.length };
  }
  const own = (rates: LotRates, other: LotRates): Float64Array[] =>
    [...rates].filter(([lot]) => !other.has(lot)).map(([, row]) => row);
  return { paired: false, a: own(a, b), b: own(b, a), lotsLeftOut: shared.length };
}

function differenceOf(a: readonly Float64Array[], b: readonly Float64Array[], paired: boolean): Float64Array {
  if (paired) return meanRates(pairedRows(a, b));
  const other = meanRates(b);
  return meanRates(a).map((rate, cell) => rate - (other[cell] ?? Number.NaN));
}

function compare(a: LotRates, b: LotRates, wafers: readonly [number, number], options: DifferenceOptions): Compared {
  const { confidence = 0.95, permutations = 999, seed = 1 } = options;
  const sides = sidesOf(a, b);
  if (Math.min(sides.a.length, sides.b.length) < MIN_LOTS_TO_COMPARE) return untested(a, b, wafers, confidence);
  const difference = differenceOf(sides.a, sides.b, sides.paired);
  const p = cellP(sides.a, sides.b, sides.paired, permutations, seed);
  return {
    rateA: meanRates(sides.a),
    rateB: meanRates(sides.b),
    difference,
    halfWidth: halfWidths(sides.a, sides.b, sides.paired, confidence),
    adjustedP: p.map((value, cell) => (Number.isNaN(difference[cell]) ? Number.NaN : value)),
    basis: {
      design: sides.paired ? 'paired' : 'independent',
      confidence,
      lots: [sides.a.length, sides.b.length],
      wafers,
      lotsLeftOut: sides.lotsLeftOut,
      untested: null,
      smallestP: smallestP(sides.a.length, sides.b.length, sides.paired, permutations),
    },
  };
}

/** Rates and differences of all lots, without a word on chance. */
function untested(a: LotRates, b: LotRates, wafers: readonly [number, number], confidence: number): Compared {
  const [rowsA, rowsB] = [[...a.values()], [...b.values()]];
  const difference = differenceOf(rowsA, rowsB, false);
  const missing = difference.map(() => Number.NaN);
  return {
    rateA: meanRates(rowsA),
    rateB: meanRates(rowsB),
    difference,
    halfWidth: missing,
    adjustedP: missing,
    basis: {
      design: 'independent',
      confidence,
      lots: [rowsA.length, rowsB.length],
      wafers,
      lotsLeftOut: 0,
      untested: 'too-few-lots',
      smallestP: null,
    },
  };
}

function smallestP(a: number, b: number, paired: boolean, permutations: number): number {
  const ways = paired ? 2 ** a : chooseCount(a + b, a);
  return Math.max(1 / (permutations + 1), (paired || a === b ? 2 : 1) / ways);
}

function pairedRows(a: readonly Float64Array[], b: readonly Float64Array[]): Float64Array[] {
  return a.map((row, lot) => row.map((rate, cell) => rate - (b[lot]?.[cell] ?? Number.NaN)));
}

/** Mean over the lots that have a rate; NaN where none has. */
function meanRates(rows: readonly Float64Array[]): Float64Array {
  return (rows[0] ?? new Float64Array(0)).map((_, cell) => momentsAt(rows, cell).mean);
}

function momentsAt(rows: readonly Float64Array[], cell: number): { mean: number; squaredError: number } {
  const rates = rows.map((row) => row[cell] ?? Number.NaN).filter((rate) => !Number.isNaN(rate));
  if (rates.length === 0) return { mean: Number.NaN, squaredError: Number.NaN };
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  const squares = rates.reduce((sum, rate) => sum + (rate - mean) ** 2, 0);
  return { mean, squaredError: rates.length > 1 ? squares / (rates.length - 1) / rates.length : Number.NaN };
}

function halfWidths(
  a: readonly Float64Array[],
  b: readonly Float64Array[],
  paired: boolean,
  confidence: number,
): Float64Array {
  const critical = studentTCritical(confidence, Math.min(a.length, b.length) - 1);
  const pairs = pairedRows(a, paired ? b : []);
  return (a[0] ?? new Float64Array(0)).map((_, cell) => {
    const squared = paired
      ? momentsAt(pairs, cell).squaredError
      : momentsAt(a, cell).squaredError + momentsAt(b, cell).squaredError;
    return critical * Math.sqrt(squared);
  });
}

function cellP(
  a: readonly Float64Array[],
  b: readonly Float64Array[],
  paired: boolean,
  permutations: number,
  seed: number,
): Float64Array {
  const known = (row: Float64Array): Float64Array => row.map((value) => (Number.isNaN(value) ? 0 : value));
  if (paired) return maxStatisticP(pairedRows(a, b).map(known), { kind: 'signs' }, permutations, seed);
  const rows = [...a, ...b];
  const centre = meanRates(rows);
  const centred = rows.map((row) => known(row.map((rate, cell) => rate - (centre[cell] ?? 0))));
  return maxStatisticP(centred, { kind: 'labels', inA: a.length }, permutations, seed);
}
