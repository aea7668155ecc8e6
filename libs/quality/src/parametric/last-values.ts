import { dieOrder, type DieValues } from '@fabwright/contracts';
import { normaliseCoordinates, type MapOrientation } from '@fabwright/fab';
import type { ValueSegment } from './test.repository.ts';

const MISSING = -32_768;

interface Die {
  readonly x: number;
  readonly y: number;
  value: number;
}

/**
 * The last value that was measured on each die: a retest that did not come to the test leaves the earlier value.
 * Segments in time order; `orientation` is the product's, for runs that tell none of their own. Records without
 * coordinates are left out. Dies in the order of the wafer maps.
 */
export function lastValues(segments: readonly ValueSegment[], orientation: MapOrientation): DieValues {
  const dies = new Map<number, Die>();
  for (const segment of segments) addSegment(dies, segment, orientation);
  const found = [...dies.values()];
  const xs = found.map((die) => die.x);
  const ys = found.map((die) => die.y);
  const order = dieOrder(xs, ys);
  return {
    x: Int16Array.from(order, (die) => xs[die] ?? 0),
    y: Int16Array.from(order, (die) => ys[die] ?? 0),
    values: Float32Array.from(order, (die) => found[die]?.value ?? Number.NaN),
  };
}

function addSegment(dies: Map<number, Die>, segment: ValueSegment, orientation: MapOrientation): void {
  const { x: xs, y: ys } = normaliseCoordinates(segment.x, segment.y, orientationOf(segment) ?? orientation);
  xs.forEach((x, record) => {
    const y = ys[record] ?? MISSING;
    if (x !== MISSING && y !== MISSING) keepValue(dies, { x, y, value: segment.values?.[record] ?? Number.NaN });
  });
}

function keepValue(dies: Map<number, Die>, measured: Die): void {
  const key = measured.x * 65_536 + measured.y;
  const die = dies.get(key);
  if (!die) dies.set(key, measured);
  else if (!Number.isNaN(measured.value)) die.value = measured.value;
}

function orientationOf({ notch, axisX, axisY }: ValueSegment): MapOrientation | null {
  return notch && axisX && axisY ? { notch, axisX, axisY } : null;
}
