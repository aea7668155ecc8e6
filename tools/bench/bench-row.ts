/** One measurement, as `npm run bench` prints it and `--json` writes it. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What was measured in the same run to compare with, in `unit` too; `null` where nothing compares. */
  readonly reference: number | null;
  /** value / reference. */
  readonly ratio: number | null;
  /** What is to be reached, in `unit`: at least or at most, as the name says or `unit` implies. */
  readonly target: number;
  /** The target is reached. */
  readonly ok: boolean;
}
