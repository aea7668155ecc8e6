import type { StackedDies } from '@fabwright/contracts';

/** Share of wafers that failed at each die; NaN where none was tested. */
export function stackRates({ failed, tested }: StackedDies): Float64Array {
  return Float64Array.from(failed, (count, die) => count / (tested[die] || Number.NaN));
}

/** The largest fail rate of all rounded up to the next 10 %: the end of their one scale. */
export function stackFull(stacks: readonly StackedDies[]): number {
  let highest = 0;
  for (const stack of stacks) for (const rate of stackRates(stack)) if (rate > highest) highest = rate;
  return Math.min(1, Math.max(0.1, Math.ceil(highest * 10 - 1e-9) / 10));
}

/** Fail rate of the first minus that of the second at each die of the first; NaN where either has none. */
export function stackDifference(first: StackedDies, second: StackedDies): Float64Array {
  const key = (x: number, y: number): number => x * 65_536 + y;
  const rates = stackRates(second);
  const rateAt = new Map<number, number>();
  second.x.forEach((x, die) => rateAt.set(key(x, second.y[die] ?? 0), rates[die] ?? Number.NaN));
  return stackRates(first).map(
    (rate, die) => rate - (rateAt.get(key(first.x[die] ?? 0, first.y[die] ?? 0)) ?? Number.NaN),
  );
}

/** Good of tested over the whole stack, a fraction of 1; null without a tested die. */
export function stackYield({ tested, failed }: StackedDies): number | null {
  const sum = (column: Uint32Array): number => column.reduce((total, value) => total + value, 0);
  const all = sum(tested);
  return all > 0 ? 1 - sum(failed) / all : null;
}
