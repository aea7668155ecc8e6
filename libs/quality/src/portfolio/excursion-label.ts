import type { BinNames } from '../yield/bin-loss.repository.ts';
import type { PeriodExcursion } from './period-excursions.repository.ts';

/** A bin by its name, anything else as its series is called. */
export function labelOf({ productId, subject }: PeriodExcursion, names: BinNames): string {
  return subject.kind === 'bin' ? names.of(productId, Number(subject.name)).name : subject.name;
}
