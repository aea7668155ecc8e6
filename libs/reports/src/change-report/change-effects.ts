import type { FactSource, Period } from '@fabwright/facts';
import { changesFactSheet, type FactSheet } from '@fabwright/language';
import { ToolReading } from '@fabwright/quality';
import type { ChangeFigures } from './change-report-figures.ts';

const DIFFERENT: readonly ToolReading[] = [ToolReading.LOWER, ToolReading.HIGHER];

/** Changes that went along with another yield, beyond chance. */
export function effects(changes: readonly ChangeFigures[]): ChangeFigures[] {
  return changes.filter(({ reading }) => DIFFERENT.includes(reading));
}

/** Changes for which there were enough lots. */
export function decidedChanges(changes: readonly ChangeFigures[]): ChangeFigures[] {
  return changes.filter(({ reading }) => reading !== ToolReading.INCONCLUSIVE);
}

/** Those with an effect first, by its size; then the others in time order. */
export function changesInOrder(changes: readonly ChangeFigures[]): ChangeFigures[] {
  const rank = (one: ChangeFigures): number => (DIFFERENT.includes(one.reading) ? -Math.abs(one.difference ?? 0) : 1);
  const place = ({ version, stepId, productId }: ChangeFigures): string => [version, stepId, productId].join('\n');
  return [...changes].sort(
    (a, b) => rank(a) - rank(b) || a.since.getTime() - b.since.getTime() || (place(a) < place(b) ? -1 : 1),
  );
}

/** Facts and statements about the changes of a period. Pure. */
export function changeSheet(
  changes: readonly ChangeFigures[],
  about: { readonly name: string; readonly period: Period; readonly source: FactSource },
): FactSheet {
  return changesFactSheet({
    ...about,
    changes: changes.length,
    decided: decidedChanges(changes).length,
    differing: effects(changes).map(({ version, productName, difference }) => ({
      name: `${version} (${productName})`,
      difference: difference ?? 0,
    })),
  });
}
