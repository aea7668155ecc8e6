import type { TestKind } from '../sort-file/sort-file.ts';
import type { DecodeContext } from './decode-context.ts';
import { TestEntry, type TestDescription, type TestLimits } from './test-entry.ts';

/** Sets of limits of one test that are told to the consumer. */
const TOLD_LIMITS = 8;

/** OPT_FLAG of PTR and MPR. */
const SCALE_INVALID = 0x01;
const LOW_DEFAULT = 0x10;
const HIGH_DEFAULT = 0x20;
const NO_LOW = 0x40;
const NO_HIGH = 0x80;

/** The tests of a file by kind and number, and the rule that a test's first record sets its defaults. */
export class TestTable {
  readonly entries: TestEntry[] = [];
  readonly #context: DecodeContext;
  readonly #byNumber = {
    parametric: new Map<number, TestEntry>(),
    functional: new Map<number, TestEntry>(),
    multiple: new Map<number, TestEntry>(),
  };
  #lastParametric: TestEntry | null = null;
  #changed: TestEntry[] = [];

  constructor(context: DecodeContext) {
    this.#context = context;
  }

  /** The parametric test of this number. Asks first whether it is the last one again, or the one that followed then. */
  parametric(number: number): TestEntry {
    const last = this.#lastParametric;
    if (last !== null) {
      if (last.number === number) return last;
      const follower = last.follower;
      if (follower !== null && follower.number === number) {
        this.#lastParametric = follower;
        return follower;
      }
    }
    const entry = this.find('parametric', number);
    if (last !== null) last.follower = entry;
    this.#lastParametric = entry;
    return entry;
  }

  find(kind: 'parametric' | 'functional' | 'multiple', number: number): TestEntry {
    const known = this.#byNumber[kind].get(number);
    if (known !== undefined) return known;
    const entry = this.#add(kind, number, null);
    this.#byNumber[kind].set(number, entry);
    return entry;
  }

  pin(test: TestEntry, pin: number): TestEntry {
    const known = test.pins[pin];
    if (known !== undefined) return known;
    const entry = this.#add('pin', test.number, pin);
    entry.name = test.name;
    entry.unit = test.unit;
    entry.limits = test.limits;
    entry.displayScale = test.displayScale;
    test.pins[pin] = entry;
    return entry;
  }

  /** Takes a record's description: the first one sets the defaults, later ones may change limits. */
  describe(test: TestEntry, description: TestDescription): void {
    this.name(test, description.name);
    const flags = description.optionalFlags;
    if (flags === null) return;
    const limits: TestLimits = {
      low: limit(description.low, (flags & NO_LOW) !== 0, (flags & LOW_DEFAULT) !== 0, test.limits.low),
      high: limit(description.high, (flags & NO_HIGH) !== 0, (flags & HIGH_DEFAULT) !== 0, test.limits.high),
    };
    if (test.described) {
      this.#changeLimits(test, limits);
      return;
    }
    test.described = true;
    test.limits = limits;
    test.seenLimits.push(limits);
    test.unit = description.unit;
    if ((flags & SCALE_INVALID) === 0) test.displayScale = description.displayScale;
    this.#markChanged(test);
  }

  /** Names a test that has no name yet; another name for one that has is kept out, with a warning. */
  name(test: TestEntry, name: string): void {
    if (name === '' || name === test.name) return;
    if (test.name === '') {
      test.name = name;
      this.#markChanged(test);
    } else if (!test.nameChangeTold) {
      test.nameChangeTold = true;
      const message = () => `Test ${test.number} "${test.name}" is later called "${name}"; the first name stays.`;
      this.#context.warn('test-name-changed', message);
    }
  }

  /** A summary at the end of the file names tests that their results did not. */
  nameFromSummary(number: number, name: string): void {
    for (const map of Object.values(this.#byNumber)) {
      const test = map.get(number);
      if (test !== undefined && test.name === '') this.name(test, name);
    }
  }

  /** Tells the consumer all definitions that are new or changed. */
  announce(): void {
    const changed = this.#changed;
    if (changed.length === 0) return;
    this.#changed = [];
    for (const entry of changed) {
      entry.changed = false;
      this.#context.emit(entry.definition());
    }
  }

  #changeLimits(test: TestEntry, limits: TestLimits): void {
    if (same(limits, test.limits)) return;
    test.limits = limits;
    if (test.seenLimits.length >= TOLD_LIMITS || test.seenLimits.some((seen) => same(seen, limits))) return;
    test.seenLimits.push(limits);
    const range = `${limits.low ?? 'none'} to ${limits.high ?? 'none'}`;
    this.#context.warn('limits-changed', () => `Test ${test.number} "${test.name}" has new limits: ${range}.`);
    this.#context.emit({
      kind: 'limit-change',
      test: test.index,
      lowLimit: limits.low,
      highLimit: limits.high,
      afterPartRecords: this.#context.counts.partRecords,
    });
  }

  #add(kind: TestKind, number: number, pin: number | null): TestEntry {
    if (this.entries.length >= this.#context.limits.tests) {
      throw this.#context.limitExceeded(`the file has more than ${this.#context.limits.tests} tests`);
    }
    const entry = new TestEntry(this.entries.length, kind, number, pin);
    this.entries.push(entry);
    this.#changed.push(entry);
    return entry;
  }

  #markChanged(test: TestEntry): void {
    for (const pin of test.pins) {
      pin.name = test.name;
      pin.unit = test.unit;
      pin.limits = test.limits;
      pin.displayScale = test.displayScale;
      this.#queue(pin);
    }
    this.#queue(test);
  }

  #queue(test: TestEntry): void {
    if (test.changed) return;
    test.changed = true;
    this.#changed.push(test);
  }
}

function limit(given: number | null, none: boolean, useDefault: boolean, preset: number | null): number | null {
  if (none) return null;
  if (useDefault || given === null) return preset;
  return Number.isFinite(given) ? given : null;
}

function same(a: TestLimits, b: TestLimits): boolean {
  return a.low === b.low && a.high === b.high;
}
