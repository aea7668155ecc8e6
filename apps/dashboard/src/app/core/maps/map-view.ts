import {
  DIE_STATE,
  waferGeometry,
  type DieColouring,
  type DieGrid,
  type OutcomeReading,
  type WaferGeometry,
} from '@fabwright/charts';
import type { WaferMap } from '@fabwright/contracts';
import type { BinFragment, DieGeometryFragment } from '@fabwright/data-access';

/** What the colours of a map say. */
export const MAP_MODES = ['soft', 'hard', 'first', 'final', 'recovered'] as const;
export type MapMode = (typeof MAP_MODES)[number];

export function readMapMode(text: string | undefined): MapMode {
  return MAP_MODES.find((mode) => mode === text) ?? 'soft';
}

export function isBinMode(mode: MapMode): mode is 'soft' | 'hard' {
  return mode === 'soft' || mode === 'hard';
}

/** Bins of one kind, passing bins last, fails by their slot: the order of legend and read-out. */
export function binsOf(bins: readonly BinFragment[], kind: 'soft' | 'hard'): BinFragment[] {
  return bins
    .filter((bin) => bin.kind === kind)
    .sort((a, b) => Number(a.pass) - Number(b.pass) || a.slot - b.slot || a.number - b.number);
}

/** Bins whose dies are good by their verdicts: files often leave the pass mark of a bin blank. */
export function passingBins(map: WaferMap, kind: 'soft' | 'hard'): Set<number> {
  const numbers = kind === 'soft' ? map.softBin : map.hardBin;
  const balance = new Map<number, number>();
  numbers.forEach((number, die) => {
    const state = map.state[die];
    const vote = state === DIE_STATE.goodFirst || state === DIE_STATE.recovered ? 1 : -1;
    balance.set(number, (balance.get(number) ?? 0) + vote);
  });
  return new Set([...balance].flatMap(([number, votes]) => (votes > 0 ? [number] : [])));
}

/** The geometry a map is drawn in, from what is known of the product. The dies' extent helps where it is empty. */
export function drawnGeometry(geometry: DieGeometryFragment): WaferGeometry {
  const grid: DieGrid = {
    diameterMm: geometry.diameterMm,
    dieWidthMm: geometry.dieWidthMm ?? null,
    dieHeightMm: geometry.dieHeightMm ?? null,
    edgeExclusionMm: geometry.edgeExclusionMm ?? null,
    minX: geometry.minX,
    maxX: geometry.maxX,
    minY: geometry.minY,
    maxY: geometry.maxY,
  };
  return waferGeometry(grid);
}

/**
 * How a map's dies are coloured.
 * @param only numbers of the bins that stand out; the others recede to the tone of good dies. Empty = all.
 */
export function colouringOf(
  map: WaferMap,
  mode: MapMode,
  bins: readonly BinFragment[],
  only: readonly number[] = [],
): DieColouring {
  if (!isBinMode(mode)) return { kind: 'outcome', states: map.state, reading: mode satisfies OutcomeReading };
  const values = mode === 'soft' ? map.softBin : map.hardBin;
  const slots = slotsOf(map, mode, bins);
  if (only.length === 0) return { kind: 'bin', bins: values, slots, states: map.state };
  for (const number of values) if (!only.includes(number)) slots.set(number, 0);
  return { kind: 'bin', bins: values, slots, states: map.state.map(receded) };
}

/** Colour slot of each bin: 0 passes; a fail without a slot of its own is beyond all that have one. */
function slotsOf(map: WaferMap, kind: 'soft' | 'hard', bins: readonly BinFragment[]): Map<number, number> {
  const slots = new Map<number, number>();
  for (const bin of binsOf(bins, kind)) slots.set(bin.number, bin.pass ? 0 : bin.slot || Number.MAX_SAFE_INTEGER);
  for (const number of passingBins(map, kind)) slots.set(number, 0);
  return slots;
}

/** With some bins picked out, a recovered die is a good one: only "no verdict" keeps its own tone. */
function receded(state: number): number {
  return state === DIE_STATE.noVerdict ? state : DIE_STATE.goodFirst;
}
