import type { Breakpoint, StoredLimits, TimedPoint } from './phase-types.ts';

/** A stretch of points between breakpoints. */
export interface PhaseStretch {
  /** Indices into the points, `to` inclusive. */
  readonly from: number;
  readonly to: number;
  readonly startedBy: readonly Breakpoint[];
}

/** Throws a RangeError for points out of time order or without a number to chart: both would make a chart that lies. */
export function checkPoints(points: readonly TimedPoint[]): void {
  points.forEach(({ id, time, value }, i) => {
    if (!Number.isFinite(value) || !Number.isFinite(time)) throw new RangeError(`Point ${id} has no value or no time.`);
    const before = points[i - 1];
    if (before && before.time > time) throw new RangeError(`Point ${id} is earlier than ${before.id} before it.`);
  });
}

/** Splits points in time order at the breakpoints that start a phase. Without points there are no phases. */
export function splitAtBreakpoints(points: readonly TimedPoint[], breakpoints: readonly Breakpoint[]): PhaseStretch[] {
  const starts = breakpoints.filter(({ startsPhase }) => startsPhase !== false).sort((a, b) => a.time - b.time);
  const stretches: { from: number; to: number; startedBy: Breakpoint[] }[] = [];
  let next = 0;
  points.forEach(({ time }, index) => {
    const startedBy: Breakpoint[] = [];
    for (let start = starts[next]; start && start.time <= time; start = starts[next]) {
      startedBy.push(start);
      next += 1;
    }
    const current = stretches.at(-1);
    if (current && startedBy.length === 0) current.to = index;
    else stretches.push({ from: index, to: index, startedBy });
  });
  return stretches;
}

/** The stored limits of each stretch: those whose `from` lies in it (before its end, from the end of the last on). */
export function storedFor(
  points: readonly TimedPoint[],
  stretches: readonly PhaseStretch[],
  stored: readonly StoredLimits[],
): (StoredLimits | null)[] {
  const begin = (stretch: PhaseStretch | undefined): number =>
    stretch ? (stretch.startedBy[0]?.time ?? -Infinity) : Infinity;
  return stretches.map((stretch, i) => {
    const until = Math.min(begin(stretches[i + 1]), Infinity);
    const last = points[stretch.to]?.time ?? Infinity;
    const own = stored.filter(({ from }) => from >= begin(stretch) && from < until && from <= last);
    return own.sort((a, b) => a.from - b.from).at(-1) ?? null;
  });
}
