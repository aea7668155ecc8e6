import { quantileSorted } from '@fabwright/analytics';
import type { StackedDies } from '@fabwright/contracts';

/** Ends of a stack's colour scale, as fail rates: the first that holds nearly all dies. */
const SCALES = [0.1, 0.2, 0.4, 0.6, 0.8, 1] as const;
/** One killer die must not pale all others. */
const HELD = 0.98;

/** Share of wafers that failed at each die; NaN where none was tested. */
export function stackRates({ failed, tested }: StackedDies): Float64Array {
  return Float64Array.from(failed, (count, die) => count / (tested[die] || Number.NaN));
}

/** The fail rate of the darkest colour. */
export function stackScale(stack: StackedDies | null): number {
  const rates = stack
    ? stackRates(stack)
        .filter((rate) => !Number.isNaN(rate))
        .sort()
    : new Float64Array();
  const high = rates.length > 0 ? quantileSorted(rates, HELD) : 0;
  return SCALES.find((end) => end >= high) ?? 1;
}
