import type { PlacedInspection } from './defect.repository.ts';

/** An inspection with the defects of these classes only; null = all. */
export function onlyClasses(row: PlacedInspection, classes: readonly number[] | null): PlacedInspection {
  if (classes === null) return row;
  const kept = (_: number, at: number): boolean => classes.includes(row.classCode[at] ?? Number.NaN);
  return {
    ...row,
    x: row.x.filter(kept),
    y: row.y.filter(kept),
    sizeUm: row.sizeUm.filter(kept),
    classCode: row.classCode.filter(kept),
  };
}
