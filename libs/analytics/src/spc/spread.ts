/** How far values spread, without the values. */
export interface Spread {
  readonly count: number;
  readonly mean: number;
  /** Σ (value − mean)². */
  readonly squares: number;
}

/** The spread of all values together. Source: Chan, Golub & LeVeque, The American Statistician 37:242, 1983. */
export function pooledSpread(spreads: readonly Spread[]): Spread {
  let [count, mean, squares] = [0, 0, 0];
  for (const part of spreads) {
    if (part.count === 0) continue;
    const all = count + part.count;
    const apart = part.mean - mean;
    squares += part.squares + (apart * apart * count * part.count) / all;
    mean += (apart * part.count) / all;
    count = all;
  }
  return { count, mean, squares };
}

/** Their sample standard deviation, in the unit of the values; null below two. */
export function deviationOfSpread({ count, squares }: Spread): number | null {
  return count < 2 ? null : Math.sqrt(squares / (count - 1));
}
