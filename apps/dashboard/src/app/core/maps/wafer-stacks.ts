import {
  geometryFromDies,
  MIN_WAFERS_FOR_STACK,
  ringProfile,
  stackWafers,
  type StackedMap,
  type WaferGeometry as DieStepGeometry,
} from '@fabwright/analytics';
import type { DieColouring, RingGroup, WaferGeometry, WaferMapView } from '@fabwright/charts';
import type { WaferMap } from '@fabwright/contracts';

export const STACK_MODES = ['all', 'sel', 'rest', 'diff'] as const;
/** Which wafers lie on each other: all, the selected, the others, or selected minus others. */
export type StackMode = (typeof STACK_MODES)[number];

export interface Stacks {
  readonly all: StackedMap;
  /** Null without a selection. */
  readonly selected: StackedMap | null;
  readonly rest: StackedMap | null;
  /** Fail rate of the darkest step, shared by all stacks of the page: a fraction of 1. */
  readonly full: number;
}

/** With a selection the page compares it with the rest; only wafers that count are given. */
export function toStacks(maps: readonly WaferMap[], selection: readonly string[]): Stacks {
  const chosen = maps.filter(({ waferId }) => selection.includes(waferId));
  const others = maps.filter(({ waferId }) => !selection.includes(waferId));
  const all = stackWafers(maps);
  const selected = chosen.length > 0 ? stackWafers(chosen) : null;
  const rest = chosen.length > 0 && others.length > 0 ? stackWafers(others) : null;
  return { all, selected, rest, full: scaleEnd([all, selected, rest]) };
}

/** The largest fail rate rounded up to the next 10 %. A stack of few wafers would set it by chance: it has no say. */
export function scaleEnd(stacks: readonly (StackedMap | null)[]): number {
  const known = stacks.filter((stack) => stack !== null);
  const sound = known.filter(({ wafers }) => wafers >= MIN_WAFERS_FOR_STACK);
  let highest = 0;
  for (const { failRate } of sound.length > 0 ? sound : known) {
    for (const rate of failRate) if (rate > highest) highest = rate;
  }
  return Math.min(1, Math.max(0.1, Math.ceil(highest * 10 - 1e-9) / 10));
}

/** What the stacked panel draws; null when the mode needs wafers that are not there. */
export interface StackShown {
  readonly view: WaferMapView;
  readonly stack: StackedMap;
  readonly other: StackedMap | null;
}

export function shownStack(stacks: Stacks, mode: StackMode, geometry: WaferGeometry): StackShown | null {
  const stack = { all: stacks.all, sel: stacks.selected, rest: stacks.rest, diff: stacks.selected }[mode];
  if (!stack) return null;
  if (mode !== 'diff') return { view: stackView(stack, geometry, rates(stack, stacks.full)), stack, other: null };
  if (!stacks.rest) return null;
  const differences = difference(stack, stacks.rest);
  const colouring = { kind: 'difference', differences, full: stacks.full } as const;
  return { view: stackView(stack, geometry, colouring), stack, other: stacks.rest };
}

function rates(stack: StackedMap, full: number): DieColouring {
  return { kind: 'fail-rate', rates: stack.failRate, full };
}

function stackView(stack: StackedMap, geometry: WaferGeometry, colouring: DieColouring): WaferMapView {
  return { dies: { x: stack.x, y: stack.y }, geometry, colouring };
}

/** Fail rate of the first minus that of the second at each die of the first; NaN where either has none. */
export function difference(first: StackedMap, second: StackedMap): Float64Array {
  const key = (x: number, y: number): number => x * 65_536 + y;
  const rateAt = new Map<number, number>();
  second.x.forEach((x, die) => rateAt.set(key(x, second.y[die] ?? 0), second.failRate[die] ?? Number.NaN));
  return first.failRate.map(
    (rate, die) => rate - (rateAt.get(key(first.x[die] ?? 0, first.y[die] ?? 0)) ?? Number.NaN),
  );
}

/** Good of tested over the whole stack, a fraction of 1. */
export function stackYield({ tested, failed }: StackedMap): number | null {
  const sum = (column: Uint32Array): number => column.reduce((total, value) => total + value, 0);
  const all = sum(tested);
  return all > 0 ? 1 - sum(failed) / all : null;
}

export const RINGS = 10;

/** Yield by ring of equal area, at the radius (mm) that halves each ring's area. */
export function ringGroup(name: string, stack: StackedMap, geometry: WaferGeometry, dieSizeKnown: boolean): RingGroup {
  const radiusMm = geometry.diameterMm / 2;
  const inDies = dieSizeKnown ? dieSteps(geometry) : geometryFromDies(stack.x, stack.y);
  return {
    name,
    rings: ringProfile(stack, inDies, RINGS).map(({ zone, failRate, tested }) => ({
      radiusMm: radiusMm * Math.sqrt((zone + 0.5) / RINGS),
      yield: failRate === null ? null : 1 - failRate,
      tested,
    })),
  };
}

function dieSteps({ diameterMm, dieWidthMm, dieHeightMm, centreX, centreY }: WaferGeometry): DieStepGeometry {
  return { centreX, centreY, radiusX: diameterMm / 2 / dieWidthMm, radiusY: diameterMm / 2 / dieHeightMm };
}
