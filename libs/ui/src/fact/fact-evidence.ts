/** What stands behind a value: everything as it is to be read. */
export interface FactEvidence {
  /** Number on this page: F3. */
  readonly id: string;
  /** Stable name: yield.final/PMIC-K7/CP1/2026-W47. */
  readonly key: string;
  /** The value as it stands in the sentence. */
  readonly text: string;
  readonly definition: string;
  readonly interval?: string | null;
  readonly n?: number | null;
  readonly query: string;
  readonly rows: number;
  readonly asOf: string;
}
