import { summariseParametric } from '@fabwright/analytics';

/** Part records of one segment; records without coordinates belong to no die (−1). */
export interface SummarySegment {
  /** Per record its die, 0 … dies − 1. */
  readonly die: Int32Array;
  /** By test number, a value a record in the test's unit; NaN = not run. */
  readonly values: ReadonlyMap<number, Float32Array>;
}

export interface SummaryTest {
  readonly number: number;
  readonly lowLimit: number | null;
  readonly highLimit: number | null;
}

export interface WaferTests {
  readonly dies: number;
  /** In time order. */
  readonly segments: readonly SummarySegment[];
  /** By number, as the newest run defines them. */
  readonly tests: readonly SummaryTest[];
}

export const SUMMARY_QUANTITIES = ['mean', 'sd', 'min', 'p05', 'p25', 'median', 'p75', 'p95', 'max'] as const;
export type SummaryQuantity = (typeof SUMMARY_QUANTITIES)[number];

/** A place a test; quantities are NaN where the test never ran. */
export type WaferTestSummary = Readonly<Record<SummaryQuantity, Float64Array>> & {
  readonly dies: number;
  readonly numbers: readonly number[];
  /** Dies with a value, and how many of these lie beyond the limits. A value on a limit passes. */
  readonly executed: Int32Array;
  readonly below: Int32Array;
  readonly above: Int32Array;
};

/** All tests of a wafer over the last value of each die, as `lastValues` has it: a die's later NaN takes nothing away. */
export function summariseWaferTests({ dies, segments, tests }: WaferTests): WaferTestSummary {
  const count = tests.length;
  const quantities = Object.fromEntries(
    SUMMARY_QUANTITIES.map((quantity) => [quantity, new Float64Array(count).fill(Number.NaN)]),
  ) as Record<SummaryQuantity, Float64Array>;
  const [executed, below, above] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)];
  const last = new Float32Array(dies);
  tests.forEach((test, at) => {
    last.fill(Number.NaN);
    for (const segment of segments) takeLast(last, segment, test.number);
    const { executed: ran, values } = summariseParametric(last);
    executed[at] = ran;
    if (!values) return;
    const { standardDeviation, ...rest } = values;
    quantities.sd[at] = standardDeviation ?? Number.NaN;
    for (const [quantity, value] of Object.entries(rest)) quantities[quantity as keyof typeof rest][at] = value;
    below[at] = countBeyond(last, test.lowLimit, (value, limit) => value < limit);
    above[at] = countBeyond(last, test.highLimit, (value, limit) => value > limit);
  });
  return { dies, numbers: tests.map(({ number }) => number), executed, below, above, ...quantities };
}

function takeLast(last: Float32Array, { die, values }: SummarySegment, test: number): void {
  const measured = values.get(test);
  if (!measured) return;
  for (let record = 0; record < die.length; record += 1) {
    const [at, value] = [die[record] ?? -1, measured[record] ?? Number.NaN];
    if (at >= 0 && !Number.isNaN(value)) last[at] = value;
  }
}

/** Values come in single precision: so is the limit taken, or 0.1 would fail a limit of 0.1. */
function countBeyond(
  values: Float32Array,
  limit: number | null,
  isBeyond: (value: number, limit: number) => boolean,
): number {
  if (limit === null) return 0;
  const single = Math.fround(limit);
  let count = 0;
  for (const value of values) if (Number.isFinite(value) && isBeyond(value, single)) count += 1;
  return count;
}
