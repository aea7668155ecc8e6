/** More marks than this can't be told apart on a screen, and slow it down. */
export const MOST_POINTS = 20_000;

/**
 * Indices of the points to draw, ascending: all up to `most`, else of each stretch the lowest and the highest value,
 * so that no outlier is lost.
 */
export function thinnedIndices(values: readonly number[], most = MOST_POINTS): number[] {
  if (values.length <= most) return values.map((_, at) => at);
  const stretch = Math.ceil((2 * values.length) / most);
  const chosen: number[] = [];
  for (let from = 0; from < values.length; from += stretch) {
    const [first, second] = extremes(values, from, Math.min(from + stretch, values.length));
    chosen.push(first);
    if (second !== first) chosen.push(second);
  }
  return chosen;
}

/** Indices of the lowest and the highest value from `from` to before `to`, ascending. */
function extremes(values: readonly number[], from: number, to: number): [first: number, second: number] {
  let [lowest, highest] = [from, from];
  for (let at = from; at < to; at++) {
    const value = values[at] ?? 0;
    if (value < (values[lowest] ?? 0)) lowest = at;
    if (value > (values[highest] ?? 0)) highest = at;
  }
  return lowest < highest ? [lowest, highest] : [highest, lowest];
}
