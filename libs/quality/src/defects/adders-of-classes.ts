import { defectAdders } from '@fabwright/analytics';
import type { PlacedInspection } from './defect.repository.ts';

export interface AdderCounts {
  readonly adders: number;
  readonly carried: number;
  readonly gone: number;
  readonly unplaced: number;
}

/**
 * Adders of the chosen classes (null = all). All defects are matched whatever their class, since the same defect may
 * be classified otherwise at the next inspection: what counts is its class where it is counted.
 */
export function addersOfClasses(
  earlier: PlacedInspection,
  later: PlacedInspection,
  { classes, toleranceMm }: { readonly classes: readonly number[] | null; readonly toleranceMm: number },
): AdderCounts {
  const found = defectAdders(earlier, later, toleranceMm);
  if (classes === null) return found;
  const isChosen = ({ classCode }: PlacedInspection, at: number): boolean =>
    classes.includes(classCode[at] ?? Number.NaN);
  const counts = { adders: 0, carried: 0, gone: 0, unplaced: 0 };
  later.x.forEach((x, at) => {
    if (!isChosen(later, at)) return;
    if (Number.isNaN(x) || Number.isNaN(later.y[at] ?? Number.NaN)) counts.unplaced += 1;
    else if (found.added[at] === 1) counts.adders += 1;
    else counts.carried += 1;
  });
  found.lost.forEach((lost, at) => (counts.gone += lost === 1 && isChosen(earlier, at) ? 1 : 0));
  return counts;
}
