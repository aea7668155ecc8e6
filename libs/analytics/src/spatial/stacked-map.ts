import { DieState } from '../yield/retest-consolidation.ts';

/** The final state of each die of one wafer; the columns have the same length. `state`: see `DieState`. */
export interface WaferDies {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly state: ArrayLike<number>;
}

/** Several wafers laid on each other; one entry a die position, ordered by y, then x. */
export interface StackedMap {
  readonly x: Int16Array;
  readonly y: Int16Array;
  /** Wafers with a verdict at this position. */
  readonly tested: Uint32Array;
  readonly failed: Uint32Array;
  /** failed / tested, a fraction of 1; NaN where no wafer has a verdict. */
  readonly failRate: Float64Array;
  readonly wafers: number;
}

/** Below this many wafers a stack shows chance: the map says so. */
export const MIN_WAFERS_FOR_STACK = 5;

interface Cell {
  x: number;
  y: number;
  tested: number;
  failed: number;
}

function isFailing(state: number): boolean {
  return state === DieState.failed || state === DieState.lostOnRetest;
}

/** Fail rate at each die position over the wafers, final results. Throws a RangeError when columns differ in length. */
export function stackWafers(wafers: readonly WaferDies[]): StackedMap {
  const cells = new Map<number, Cell>();
  let last: Layout | null = null;
  for (const wafer of wafers) {
    last = last && lieAlike(last, wafer) ? last : layoutOf(cells, wafer);
    addWafer(last.cells, wafer.state);
  }
  const ordered = [...cells.values()].sort((a, b) => a.y - b.y || a.x - b.x);
  return {
    x: Int16Array.from(ordered, (cell) => cell.x),
    y: Int16Array.from(ordered, (cell) => cell.y),
    tested: Uint32Array.from(ordered, (cell) => cell.tested),
    failed: Uint32Array.from(ordered, (cell) => cell.failed),
    failRate: Float64Array.from(ordered, (cell) => (cell.tested > 0 ? cell.failed / cell.tested : Number.NaN)),
    wafers: wafers.length,
  };
}

/** Where the dies of a wafer lie: looked up once for all wafers in a row that share it. */
interface Layout {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly cells: readonly Cell[];
}

function lieAlike(layout: Layout, { x, y, state }: WaferDies): boolean {
  return layout.x === x && layout.y === y && layout.x.length === state.length;
}

function layoutOf(cells: Map<number, Cell>, { x: xs, y: ys, state }: WaferDies): Layout {
  if (xs.length !== ys.length || xs.length !== state.length) {
    throw new RangeError('x, y and state of a wafer differ in length.');
  }
  const own = Array.from(xs, (x, die) => {
    const y = ys[die] ?? 0;
    const key = x * 4_294_967_296 + y;
    const cell = cells.get(key) ?? { x, y, tested: 0, failed: 0 };
    cells.set(key, cell);
    return cell;
  });
  return { x: xs, y: ys, cells: own };
}

function addWafer(cells: readonly Cell[], states: ArrayLike<number>): void {
  cells.forEach((cell, die) => {
    const state = states[die] ?? DieState.noVerdict;
    if (state === DieState.noVerdict) return;
    cell.tested += 1;
    if (isFailing(state)) cell.failed += 1;
  });
}
