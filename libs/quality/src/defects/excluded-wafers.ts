import type { InspectionRow } from './defect.repository.ts';

/** Each wafer once, however often it was inspected. */
export function excludedIn(rows: readonly InspectionRow[]): number {
  const excluded = rows.filter((row) => row.excluded);
  return new Set(excluded.map(({ lotId, waferId }) => JSON.stringify([lotId, waferId]))).size;
}
