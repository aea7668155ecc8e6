import { niceScale, type NiceScale } from '../scale/nice-scale.ts';
import type { ExploreView } from './explore-view.ts';

export interface ChartSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Where the plot lies in its chart (px) and what its edges mean: for drawing, and for reading a pointer. */
export interface ExploreFrame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly from: number;
  readonly to: number;
  readonly scale: NiceScale;
}

const LABELS_PX = 92;
const NARROW_PX = 560;
const EVENT_LABELS_PX = 24;
/** More events than these are ticks in a lane, without words. */
export const MOST_EVENT_LABELS = 5;

export function exploreFrame(view: ExploreView, { widthPx, heightPx }: ChartSize): ExploreFrame {
  const [from, to] = timeSpan(view);
  const words = view.events.length > 0 && view.events.length <= MOST_EVENT_LABELS;
  return {
    left: 48,
    right: widthPx - (widthPx < NARROW_PX ? LABELS_PX - 20 : LABELS_PX),
    top: words ? EVENT_LABELS_PX : 14,
    bottom: heightPx - 42,
    from,
    to,
    scale: valueScale(view),
  };
}

function timeSpan({ points: { at }, beside = [] }: ExploreView): [from: number, to: number] {
  let [first, last] = [at[0] ?? beside[0]?.at ?? 0, at.at(-1) ?? beside[0]?.at ?? 0];
  for (const mark of beside) [first, last] = [Math.min(first, mark.at), Math.max(last, mark.at)];
  // a little air, so that the first and last marks are not cut
  const air = Math.max((last - first) * 0.015, 3_600_000);
  return [first - air, last + air];
}

/** Covers points and whatever judges them; never beyond 0 or 100 % for the sake of a round end. */
function valueScale({
  points,
  beside = [],
  limits,
  statisticalLimits,
  floor,
  target,
  measure,
}: ExploreView): NiceScale {
  let [low, high] = [Infinity, -Infinity];
  const judged = [
    floor,
    target,
    ...limits.flatMap(({ lower, upper }) => [lower, upper]),
    ...statisticalLimits.map(({ value }) => value),
    ...beside.map(({ value }) => value),
  ];
  for (const value of [...points.value, ...judged]) {
    if (value === null) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return niceScale(0, 1);
  const scale = niceScale(low, high);
  if (!measure.isFraction) return scale;
  return {
    ...scale,
    min: low >= 0 ? Math.max(0, scale.min) : scale.min,
    max: high <= 1 ? Math.min(1, scale.max) : scale.max,
  };
}

/** A stretch of time and, for a rectangle, of values. */
export interface BrushArea {
  readonly from: number;
  readonly to: number;
  readonly low: number | null;
  readonly high: number | null;
}

export interface PixelPoint {
  readonly x: number;
  readonly y: number;
}

/** What two corners of a drag mean; one that began below the plot, on the time axis, takes all values. */
export function brushArea(frame: ExploreFrame, begin: PixelPoint, end: PixelPoint): BrushArea {
  const time = (x: number): number =>
    frame.from +
    ((clamp(x, frame.left, frame.right) - frame.left) / (frame.right - frame.left)) * (frame.to - frame.from);
  const value = (y: number): number =>
    frame.scale.max -
    ((clamp(y, frame.top, frame.bottom) - frame.top) / (frame.bottom - frame.top)) *
      (frame.scale.max - frame.scale.min);
  const onAxis = begin.y > frame.bottom;
  return {
    from: time(Math.min(begin.x, end.x)),
    to: time(Math.max(begin.x, end.x)),
    low: onAxis ? null : value(Math.max(begin.y, end.y)),
    high: onAxis ? null : value(Math.min(begin.y, end.y)),
  };
}

/** Indices of the points in an area, edges included. */
export function pointsIn({ at, value }: ExploreView['points'], { from, to, low, high }: BrushArea): number[] {
  const found: number[] = [];
  for (let index = 0; index < at.length; index += 1) {
    const [time, height] = [at[index] ?? 0, value[index] ?? 0];
    if (time >= from && time <= to && (low === null || height >= low) && (high === null || height <= high))
      found.push(index);
  }
  return found;
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));
