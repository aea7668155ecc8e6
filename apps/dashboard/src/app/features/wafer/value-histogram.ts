/** Values of one test counted into bars of equal width. */
export interface ValueHistogram {
  /** One more than counts. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  /** Dies whose value lies beyond the drawn range: named beside the chart, never hidden. */
  readonly beyond: number;
  /** Dies outside the specification limits; null without limits. */
  readonly outside: number | null;
}

export interface Limits {
  readonly low: number | null;
  readonly high: number | null;
}

const BARS = 32;
/** A bar chart over a far outlier shows one bar: the range ends so many widths of the middle 90 % beyond them. */
const REACH = 1;

/**
 * Counts values (NaN = not run) into 32 bars. The range is that of the values, cut one width of the middle 90 %
 * beyond the 5th and 95th percentile. Null when no die was run.
 * @param p05 5th percentile of the same values, p95 their 95th
 */
export function valueHistogram(
  values: ArrayLike<number>,
  p05: number | null,
  p95: number | null,
  { low, high }: Limits,
): ValueHistogram | null {
  const run = Array.from(values).filter((value) => !Number.isNaN(value));
  if (run.length === 0) return null;
  const [from, to] = drawnRange(run, p05, p95);
  const width = (to - from) / BARS;
  const counts = new Array<number>(BARS).fill(0);
  let beyond = 0;
  for (const value of run) {
    if (value < from || value > to) {
      beyond += 1;
      continue;
    }
    const bar = Math.min(BARS - 1, Math.floor((value - from) / width));
    counts[bar] = (counts[bar] ?? 0) + 1;
  }
  const isOutside = (value: number): boolean => (low !== null && value < low) || (high !== null && value > high);
  return {
    edges: Array.from({ length: BARS + 1 }, (_, edge) => from + edge * width),
    counts,
    beyond,
    outside: low === null && high === null ? null : run.filter(isOutside).length,
  };
}

function drawnRange(run: readonly number[], p05: number | null, p95: number | null): [number, number] {
  const lowest = run.reduce((least, value) => Math.min(least, value), Infinity);
  const highest = run.reduce((most, value) => Math.max(most, value), -Infinity);
  const reach = p05 !== null && p95 !== null && p95 > p05 ? REACH * (p95 - p05) : Infinity;
  const from = Math.max(lowest, (p05 ?? lowest) - reach);
  const to = Math.min(highest, (p95 ?? highest) + reach);
  // all dies alike: a range around the one value
  return to > from ? [from, to] : [from - (Math.abs(from) * 0.01 || 1), from + (Math.abs(from) * 0.01 || 1)];
}
