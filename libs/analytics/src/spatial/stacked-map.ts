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

/** By `DieState`, the lowest (no verdict) first: whether it counts as tested, and as failed. */
const TESTED = Uint8Array.of(0, 1, 1, 1, 1);
const FAILED = Uint8Array.of(0, 1, 0, 0, 1);

/** Fail rate at each die position over the wafers, final results. Throws a RangeError when columns differ in length. */
export function stackWafers(wafers: readonly WaferDies[]): StackedMap {
  const cells = new Map<number, Cell>();
  for (const layout of layoutsOf(wafers)) addLayout(cells, layout);
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

/** Wafers that share the columns of their coordinates are counted by place; positions are looked up once for them all. */
interface Layout {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly tested: Uint32Array;
  readonly failed: Uint32Array;
}

function layoutsOf(wafers: readonly WaferDies[]): Layout[] {
  const layouts: Layout[] = [];
  const known = new Map<ArrayLike<number>, Layout>();
  for (const { x, y, state } of wafers) {
    if (x.length !== y.length || x.length !== state.length) {
      throw new RangeError('x, y and state of a wafer differ in length.');
    }
    let layout = known.get(x);
    if (layout?.y !== y) {
      layout = { x, y, tested: new Uint32Array(x.length), failed: new Uint32Array(x.length) };
      known.set(x, layout);
      layouts.push(layout);
    }
    addStates(layout, state);
  }
  return layouts;
}

/** Without a branch a die: they come in millions. */
function addStates({ tested, failed }: Layout, states: ArrayLike<number>): void {
  for (let die = 0; die < tested.length; die += 1) {
    const state = (states[die] ?? DieState.noVerdict) - DieState.noVerdict;
    tested[die] = (tested[die] ?? 0) + (TESTED[state] ?? 0);
    failed[die] = (failed[die] ?? 0) + (FAILED[state] ?? 0);
  }
}

function addLayout(cells: Map<number, Cell>, { x: xs, y: ys, tested, failed }: Layout): void {
  tested.forEach((count, die) => {
    const [x, y] = [xs[die] ?? 0, ys[die] ?? 0];
    const key = x * 4_294_967_296 + y;
    const cell = cells.get(key) ?? { x, y, tested: 0, failed: 0 };
    cell.tested += count;
    cell.failed += failed[die] ?? 0;
    cells.set(key, cell);
  });
}
