/** More marks than this can't be told apart on a screen, and slow it down. */
export const MOST_POINTS = 20_000;

/**
 * Indices of the points to draw, ascending: all up to `most`, else an even choice that keeps every index of `keep`
 * and, in each stretch it skips, the lowest and the highest value, so that no outlier is lost.
 */
export function thinnedIndices(values: readonly number[], keep: ReadonlySet<number>, most = MOST_POINTS): number[] {
  if (values.length <= most) return values.map((_, at) => at);
  const stretch = Math.ceil((2 * values.length) / most);
  const chosen = new Set(keep);
  for (let from = 0; from < values.length; from += stretch) {
    for (const at of extremes(values, from, Math.min(from + stretch, values.length))) chosen.add(at);
  }
  return [...chosen].sort((a, b) => a - b);
}

/** Indices of the lowest and the highest value from `from` to before `to`. */
function extremes(values: readonly number[], from: number, to: number): [lowest: number, highest: number] {
  let [lowest, highest] = [from, from];
  for (let at = from; at < to; at++) {
    const value = values[at] ?? 0;
    if (value < (values[lowest] ?? 0)) lowest = at;
    if (value > (values[highest] ?? 0)) highest = at;
  }
  return [lowest, highest];
}
