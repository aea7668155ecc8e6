/** STDF's code for "no coordinate" (I2 missing). A record with it in x or y has no place on the wafer. */
export const MISSING_COORDINATE = -32768;

/** Verdict of a part record: passed, failed, or neither could be said (aborted, invalid flag, bin without P/F). */
export const Verdict = { pass: 1, fail: 0, none: -1 } as const;

/**
 * A run of part records of one wafer in file order, column by column. All columns have the same length.
 * `x`, `y` in die steps; `MISSING_COORDINATE` where the tester gave none. `verdict`: see `Verdict`.
 */
export interface PartSegment {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly hardBin: ArrayLike<number>;
  readonly softBin: ArrayLike<number>;
  readonly verdict: ArrayLike<number>;
}

/** Total number of part records of the segments; throws a RangeError when the columns of one differ in length. */
export function countRecords(segments: readonly PartSegment[]): number {
  let total = 0;
  for (const [index, segment] of segments.entries()) {
    const rows = segment.x.length;
    if ([segment.y, segment.hardBin, segment.softBin, segment.verdict].some((column) => column.length !== rows)) {
      throw new RangeError(`Segment ${index}: its columns differ in length, so its records cannot be told apart.`);
    }
    total += rows;
  }
  return total;
}

/** Where each segment's first record stands in the numbering of all records. */
export function segmentOffsets(segments: readonly PartSegment[]): Uint32Array {
  const offsets = new Uint32Array(segments.length);
  let next = 0;
  for (const [index, segment] of segments.entries()) {
    offsets[index] = next;
    next += segment.x.length;
  }
  return offsets;
}

/**
 * One column of all segments at the given record numbers (as `firstRecord` and `lastRecord` of a consolidation hold
 * them), for instance the final soft bin of each die. Record numbers may come in any order.
 */
export function gatherColumn(
  segments: readonly PartSegment[],
  column: 'hardBin' | 'softBin' | 'verdict',
  records: ArrayLike<number>,
): Int32Array {
  const flat = new Int32Array(countRecords(segments));
  let next = 0;
  for (const segment of segments) {
    flat.set(segment[column], next);
    next += segment.x.length;
  }
  const picked = new Int32Array(records.length);
  for (let i = 0; i < records.length; i += 1) {
    const record = records[i] ?? -1;
    if (record < 0 || record >= flat.length) throw new RangeError(`Record ${record} of ${flat.length} does not exist.`);
    picked[i] = flat[record] ?? 0;
  }
  return picked;
}
