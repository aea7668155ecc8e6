import type { PartSegment, TestColumn } from '../sort-file/sort-file.ts';
import type { SortFileLimits } from './decode-context.ts';
import type { OpenPart } from './open-part.ts';

const FIRST_ROWS = 64;
/** Of the values that a segment may have, the share for which columns stay between segments. */
const KEPT_SHARE = 0.25;

/** A part record without its results. */
export interface PartRow {
  x: number;
  y: number;
  head: number;
  site: number;
  hardBin: number;
  softBin: number;
  flags: number;
  testsExecuted: number;
  testTimeMs: number;
  partId: string;
  partText: string;
}

/**
 * Collects the part records of one wafer in columns. Its memory is bounded by the limits, not by the wafer, and is used
 * again for the next segment: what a segment takes along is a copy of the right length, and nothing else is garbage.
 */
export class SegmentBuilder {
  count = 0;
  readonly #limits: SortFileLimits;
  readonly #x: Int16Array;
  readonly #y: Int16Array;
  readonly #head: Uint8Array;
  readonly #site: Uint8Array;
  readonly #hardBin: Uint16Array;
  readonly #softBin: Uint16Array;
  readonly #flags: Uint8Array;
  readonly #testsExecuted: Uint16Array;
  readonly #testTimeMs: Uint32Array;
  #partId: string[] = [];
  #partText: string[] = [];
  #anyId = false;
  #anyText = false;
  #columns: (Float32Array | undefined)[] = [];
  #columnCount = 0;
  /** The columns with a value in this segment: as marks by test, and as a list. */
  #marked: boolean[] = [];
  #used: number[] = [];
  #rows = FIRST_ROWS;

  constructor(limits: SortFileLimits) {
    this.#limits = limits;
    const rows = limits.segmentParts;
    this.#x = new Int16Array(rows);
    this.#y = new Int16Array(rows);
    this.#head = new Uint8Array(rows);
    this.#site = new Uint8Array(rows);
    this.#hardBin = new Uint16Array(rows);
    this.#softBin = new Uint16Array(rows);
    this.#flags = new Uint8Array(rows);
    this.#testsExecuted = new Uint16Array(rows);
    this.#testTimeMs = new Uint32Array(rows);
  }

  /** False when the segment has to be taken before this part can go in. */
  fits(part: OpenPart): boolean {
    if (this.count === 0) return true;
    if (this.count >= this.#limits.segmentParts) return false;
    const rows = this.count < this.#rows ? this.#rows : this.#rows * 2;
    return rows * (this.#columnCount + this.#newColumns(part)) <= this.#limits.segmentValues;
  }

  /** Adds a part record with its results; returns how many results it had twice (the last one counts). */
  add(row: PartRow, part: OpenPart): number {
    if (this.count >= this.#rows) this.#growRows();
    const at = this.count;
    this.#x[at] = row.x;
    this.#y[at] = row.y;
    this.#head[at] = row.head;
    this.#site[at] = row.site;
    this.#hardBin[at] = row.hardBin;
    this.#softBin[at] = row.softBin;
    this.#flags[at] = row.flags;
    this.#testsExecuted[at] = row.testsExecuted;
    this.#testTimeMs[at] = row.testTimeMs;
    this.#partId.push(row.partId);
    this.#partText.push(row.partText);
    this.#anyId ||= row.partId !== '';
    this.#anyText ||= row.partText !== '';
    this.count += 1;
    return this.#addValues(at, part);
  }

  /** Hands the segment over and begins an empty one. */
  take(wafer: number, waferId: string, firstRecord: number): PartSegment {
    const count = this.count;
    const segment: PartSegment = {
      kind: 'segment',
      wafer,
      waferId,
      firstRecord,
      count,
      x: this.#x.slice(0, count),
      y: this.#y.slice(0, count),
      head: this.#head.slice(0, count),
      site: this.#site.slice(0, count),
      hardBin: this.#hardBin.slice(0, count),
      softBin: this.#softBin.slice(0, count),
      flags: this.#flags.slice(0, count),
      testsExecuted: this.#testsExecuted.slice(0, count),
      testTimeMs: this.#testTimeMs.slice(0, count),
      partId: this.#anyId ? this.#partId : null,
      partText: this.#anyText ? this.#partText : null,
      tests: this.#takeColumns(),
    };
    this.count = 0;
    this.#partId = [];
    this.#partText = [];
    this.#anyId = false;
    this.#anyText = false;
    return segment;
  }

  #takeColumns(): TestColumn[] {
    const tests: TestColumn[] = [];
    for (const test of this.#used.sort((a, b) => a - b)) {
      const column = this.#columns[test];
      if (column === undefined) continue;
      tests.push({ test, values: column.slice(0, this.count) });
      column.fill(NaN, 0, this.count);
      this.#marked[test] = false;
    }
    this.#used = [];
    if (this.#rows * this.#columnCount > this.#limits.segmentValues * KEPT_SHARE) this.#dropColumns();
    return tests;
  }

  /** Many tests, or tests that come and go, must not fill the room for those of the next segment. */
  #dropColumns(): void {
    this.#columns = [];
    this.#marked = [];
    this.#columnCount = 0;
    this.#rows = FIRST_ROWS;
  }

  #addValues(at: number, part: OpenPart): number {
    let repeated = 0;
    for (let index = 0; index < part.count; index += 1) {
      const test = part.columns[index] ?? 0;
      const value = part.values[index] ?? NaN;
      const column = this.#columns[test] ?? this.#addColumn(test);
      if (this.#marked[test] !== true) this.#mark(test);
      const before = column[at] ?? NaN;
      if (before === before) repeated += 1;
      // An invalid repetition does not erase a valid result.
      if (value === value) column[at] = value;
    }
    return repeated;
  }

  #addColumn(test: number): Float32Array {
    const column = new Float32Array(this.#rows).fill(NaN);
    while (this.#columns.length < test) {
      this.#columns.push(undefined);
      this.#marked.push(false);
    }
    this.#columns[test] = column;
    this.#columnCount += 1;
    return column;
  }

  #mark(test: number): void {
    this.#marked[test] = true;
    this.#used.push(test);
  }

  #newColumns(part: OpenPart): number {
    let missing = 0;
    for (let index = 0; index < part.count; index += 1) {
      if (this.#columns[part.columns[index] ?? 0] === undefined) missing += 1;
    }
    return missing;
  }

  #growRows(): void {
    this.#rows = Math.min(this.#rows * 2, this.#limits.segmentParts);
    this.#columns.forEach((column, test) => {
      if (column === undefined) return;
      const grown = new Float32Array(this.#rows).fill(NaN);
      grown.set(column);
      this.#columns[test] = grown;
    });
  }
}
