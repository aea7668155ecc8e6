import type { MeasureInput } from './explore.types.ts';

/** What a chart is about, whatever the period: frozen limits belong to it. */
export function chartKey(
  pair: { readonly productId: string; readonly insertion: string },
  measure: MeasureInput,
): string {
  const { kind, bin = null, test = null, stepId = null, parameter = null, statistic = null } = measure;
  return JSON.stringify([pair.productId, pair.insertion, kind, bin, test, stepId, parameter, statistic]);
}
