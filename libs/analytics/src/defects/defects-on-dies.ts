import { DieState } from '../yield/retest-consolidation.ts';
import type { WaferDies } from '../spatial/stacked-map.ts';
import type { DefectPlaces } from './defect-adders.ts';

/** How the dies of a map lie on the wafer: size in mm, and the (fractional) coordinates of the wafer's centre. */
export interface DieGridOnWafer {
  readonly dieWidthMm: number;
  readonly dieHeightMm: number;
  readonly centreX: number;
  readonly centreY: number;
}

/** Dies with and without defects, tested ones with a verdict only. */
export interface DefectDies {
  readonly dies: number;
  readonly good: number;
}

export interface WaferDefectDies {
  readonly lotId: string;
  /** Dies without any defect that were inspected. */
  readonly clean: DefectDies;
  /** Dies with any defect. */
  readonly hit: DefectDies;
  /** By class: dies with at least one defect of it. */
  readonly byClass: ReadonlyMap<number, DefectDies>;
  /** Defects that fell on no tested die: between dies, at the rim, on dies without a verdict. */
  readonly offDies: number;
}

export interface OverlayInput {
  readonly lotId: string;
  readonly defects: DefectPlaces & { readonly classCode: ArrayLike<number> };
  /** Centres of the inspected dies in mm; null: the whole wafer was inspected. */
  readonly inspected: DefectPlaces | null;
  readonly dies: WaferDies;
  readonly grid: DieGridOnWafer;
}

/** Coordinates of the die at a place; it need not exist. */
export function dieAt(grid: DieGridOnWafer, x: number, y: number): { readonly x: number; readonly y: number } {
  return {
    x: Math.round(x / grid.dieWidthMm + grid.centreX),
    y: Math.round(y / grid.dieHeightMm + grid.centreY),
  };
}

/**
 * Lays the defects of an inspection on the sort map of the same wafer. A die that was not inspected is neither clean nor
 * hit. Throws a RangeError for a grid whose dies have no size.
 */
export function defectsOnDies(input: OverlayInput): WaferDefectDies {
  const { grid, defects } = input;
  if (!(grid.dieWidthMm > 0 && grid.dieHeightMm > 0)) throw new RangeError('A die needs a size to lay defects on it.');
  const tested = testedDies(input.dies);
  const classes = new Map<number, Set<number>>();
  let offDies = 0;
  for (let at = 0; at < defects.x.length; at += 1) {
    const die = dieAt(grid, defects.x[at] ?? Number.NaN, defects.y[at] ?? Number.NaN);
    const key = keyOf(die.x, die.y);
    if (!tested.has(key)) {
      offDies += 1;
      continue;
    }
    classes.set(key, (classes.get(key) ?? new Set()).add(defects.classCode[at] ?? 0));
  }
  return { lotId: input.lotId, offDies, ...tally(tested, classes, inspectedKeys(input.inspected, grid)) };
}

function tally(
  tested: ReadonlyMap<number, boolean>,
  classes: ReadonlyMap<number, ReadonlySet<number>>,
  inspected: ReadonlySet<number> | null,
): Pick<WaferDefectDies, 'clean' | 'hit' | 'byClass'> {
  const clean = { dies: 0, good: 0 };
  const hit = { dies: 0, good: 0 };
  const byClass = new Map<number, { dies: number; good: number }>();
  for (const [key, good] of tested) {
    const found = classes.get(key);
    if (found === undefined) {
      if (inspected === null || inspected.has(key)) count(clean, good);
      continue;
    }
    count(hit, good);
    for (const code of found) {
      const ofClass = byClass.get(code) ?? { dies: 0, good: 0 };
      count(ofClass, good);
      byClass.set(code, ofClass);
    }
  }
  return { clean, hit, byClass };
}

function count(into: { dies: number; good: number }, good: boolean): void {
  into.dies += 1;
  if (good) into.good += 1;
}

/** Dies with a final verdict, and whether they are good. */
function testedDies({ x, y, state }: WaferDies): Map<number, boolean> {
  const dies = new Map<number, boolean>();
  for (let die = 0; die < x.length; die += 1) {
    const now = state[die] ?? DieState.noVerdict;
    const good = now === DieState.firstPassGood || now === DieState.recovered;
    const failed = now === DieState.failed || now === DieState.lostOnRetest;
    if (good || failed) dies.set(keyOf(x[die] ?? 0, y[die] ?? 0), good);
  }
  return dies;
}

function inspectedKeys(inspected: DefectPlaces | null, grid: DieGridOnWafer): Set<number> | null {
  if (inspected === null) return null;
  const keys = new Set<number>();
  for (let at = 0; at < inspected.x.length; at += 1) {
    const die = dieAt(grid, inspected.x[at] ?? Number.NaN, inspected.y[at] ?? Number.NaN);
    keys.add(keyOf(die.x, die.y));
  }
  return keys;
}

/** One number for a place among the dies; coordinates of dies are 16-bit, as wafer maps have them. */
function keyOf(x: number, y: number): number {
  return (x + 32_768) * 65_536 + (y + 32_768);
}
