/** One measurement: a line of the table that `npm run bench` prints, an object of the file that `--json` writes. */
export interface BenchRow {
  /** What was measured, in words. */
  readonly name: string;
  readonly value: number;
  /** Unit of `value`, `reference` and `target`, such as `MB/s` or `ms`. */
  readonly unit: string;
  /** What was measured in the same run to compare with, in `unit` too; null where nothing compares. */
  readonly reference: number | null;
  /** value / reference. */
  readonly ratio: number | null;
  /** What is to be reached, in `unit`: at least where more is better, at most where less is. */
  readonly target: number;
  /** The target is reached. */
  readonly ok: boolean;
}

/** What a file `tools/bench/*.bench.ts` exports: it measures and returns its rows. */
export interface BenchModule {
  readonly rows: () => Promise<BenchRow[]>;
}

/** A row whose value must be at least `least`. */
export function atLeast(
  name: string,
  value: number,
  unit: string,
  least: number,
  reference: number | null = null,
): BenchRow {
  return { name, value, unit, reference, ratio: ratioOf(value, reference), target: least, ok: value >= least };
}

/** A row whose value must be at most `most`. */
export function atMost(
  name: string,
  value: number,
  unit: string,
  most: number,
  reference: number | null = null,
): BenchRow {
  return { name, value, unit, reference, ratio: ratioOf(value, reference), target: most, ok: value <= most };
}

/** A row whose value must be at least `factor` times what the reference reached in the same run. */
export function atLeastTimes(name: string, value: number, unit: string, factor: number, reference: number): BenchRow {
  const target = factor * reference;
  return { name, value, unit, reference, ratio: value / reference, target, ok: value >= target };
}

function ratioOf(value: number, reference: number | null): number | null {
  return reference === null ? null : value / reference;
}
