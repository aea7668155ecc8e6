import type { TestDefinition, TestKind } from '../sort-file/sort-file.ts';

/** Longer descriptions are not remembered but read each time; real ones have under 200 bytes. */
const REMEMBERED_TAIL_BYTES = 1024;

export interface TestLimits {
  readonly low: number | null;
  readonly high: number | null;
}

/** What the optional fields of a result record say about its test. */
export interface TestDescription {
  readonly name: string;
  /** `null` when the record ends before its limits. */
  readonly optionalFlags: number | null;
  readonly displayScale: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: string;
}

/** One test column while its file is read. */
export class TestEntry {
  name = '';
  unit = '';
  limits: TestLimits = { low: null, high: null };
  displayScale: number | null = null;
  /** The record that sets the defaults has been seen. */
  described = false;
  /** The consumer does not know the present definition yet. */
  changed = true;
  nameChangeTold = false;
  /** The test that followed this one last time: test programs repeat their order. */
  follower: TestEntry | null = null;
  /** Columns of the single results, for `multiple`. */
  readonly pins: TestEntry[] = [];
  readonly seenLimits: TestLimits[] = [];
  #tail = new Uint8Array(0);

  readonly index: number;
  readonly kind: TestKind;
  readonly number: number;
  readonly pin: number | null;

  constructor(index: number, kind: TestKind, number: number, pin: number | null) {
    this.index = index;
    this.kind = kind;
    this.number = number;
    this.pin = pin;
  }

  /** True when these optional fields, byte for byte, were the last ones seen: then they tell nothing new. */
  hasTail(bytes: Uint8Array, start: number, end: number): boolean {
    const tail = this.#tail;
    const length = tail.length;
    if (length !== end - start) return false;
    for (let at = 0; at < length; at += 1) if (tail[at] !== bytes[start + at]) return false;
    return true;
  }

  rememberTail(bytes: Uint8Array, start: number, end: number): void {
    if (end - start <= REMEMBERED_TAIL_BYTES) this.#tail = bytes.slice(start, end);
  }

  definition(): TestDefinition {
    return {
      kind: 'test',
      test: this.index,
      testKind: this.kind,
      number: this.number,
      pin: this.pin,
      name: this.name,
      unit: this.unit,
      lowLimit: this.limits.low,
      highLimit: this.limits.high,
      displayScale: this.displayScale,
    };
  }
}
