import type { ExcursionRecord } from '../excursion/excursion.ts';
import type { FoundExcursion } from './found-excursions.ts';

type Where = Pick<ExcursionRecord, 'productId' | 'insertion' | 'subject'>;

/**
 * True where two excursions may be the same event: same product and insertion; before sort the sensors of one tool, or
 * the defects after one step. What shares lots otherwise is another view of them, with a life of its own.
 */
export function isSameSeries(one: FoundExcursion, other: Where): boolean {
  return one.productId === other.productId && one.insertion === other.insertion && sourceOf(one) === sourceOf(other);
}

/** What tells series apart that have no insertion. */
function sourceOf({ insertion, subject }: Pick<Where, 'insertion' | 'subject'>): string {
  if (insertion !== null) return '';
  return subject.kind === 'sensor' ? `sensor ${subject.tool}` : `${subject.kind} ${subject.name}`;
}
