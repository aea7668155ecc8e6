import { NO_BIN, NO_COORDINATE } from '../sort-file/sort-file.ts';
import { checkBin } from './bin-tally.ts';
import type { DecodeContext } from './decode-context.ts';
import { OpenPart } from './open-part.ts';
import type { PartRow } from './segment-builder.ts';
import type { TestDescription, TestEntry } from './test-entry.ts';
import type { TestTable } from './test-table.ts';
import type { WaferTracker } from './wafer-tracker.ts';

/** TEST_FLG: result invalid, not executed, no pass or fail, failed. */
const RESULT_INVALID = 0x02;
const NOT_EXECUTED = 0x10;
const NO_OUTCOME = 0x40;
const FAILED = 0x80;

/** TEST_NUM, HEAD_NUM, SITE_NUM, TEST_FLG, PARM_FLG, RESULT. */
const PTR_FIXED_BYTES = 12;

/** Reads parts and their results: those of several sites lie between each other, so each head and site has its own. */
export class PartDecoder {
  readonly #context: DecodeContext;
  readonly #tests: TestTable;
  readonly #wafers: WaferTracker;
  readonly #slots: (OpenPart | null)[] = new Array<OpenPart | null>(65_536).fill(null);
  #pendingCapacity = 0;

  constructor(context: DecodeContext, tests: TestTable, wafers: WaferTracker) {
    this.#context = context;
    this.#tests = tests;
    this.#wafers = wafers;
  }

  /** PIR. */
  start(): void {
    this.#context.requireHeader();
    const fields = this.#context.fields.open();
    const slot = this.#slot(fields.u1() ?? 1, fields.u1() ?? 1);
    if (slot.isOpen) this.#warnNeverEnded();
    slot.begin();
  }

  /** PTR: the hot path, most of every file. */
  parametric(): void {
    const context = this.#context;
    const { reader } = context;
    const { view, start, end } = reader;
    if (end - start < PTR_FIXED_BYTES) {
      this.#parametricWithoutResult();
      return;
    }
    const test = this.#tests.parametric(view.getUint32(start, reader.littleEndian));
    const slot = this.#slots[(view.getUint8(start + 4) << 8) | view.getUint8(start + 5)];
    const part = slot?.isOpen === true ? slot : this.#implicit(view.getUint8(start + 4), view.getUint8(start + 5));
    context.counts.parametricResults += 1;
    if ((view.getUint8(start + 6) & (RESULT_INVALID | NOT_EXECUTED)) === 0) {
      part.add(test.index, view.getFloat32(start + 8, reader.littleEndian));
    } else {
      context.counts.invalidResults += 1;
    }
    const tail = start + PTR_FIXED_BYTES;
    if (tail !== end && !test.hasTail(reader.bytes, tail, end)) this.#describeParametric(test, tail, end);
  }

  /** FTR: its value is 1 for pass, 0 for fail. */
  functional(): void {
    const fields = this.#context.fields.open();
    const number = fields.u4() ?? 0;
    const part = this.#openPart(fields.u1() ?? 1, fields.u1() ?? 1);
    const test = this.#tests.find('functional', number);
    this.#context.counts.functionalResults += 1;
    this.#addOutcome(part, test, fields.u1() ?? NOT_EXECUTED);
    if (test.described) return;
    test.described = true;
    this.#tests.name(test, this.#functionalName());
  }

  /** MPR: a 1 or 0 for the whole, and a column for each result up to a bound. */
  multiple(): void {
    const fields = this.#context.fields.open();
    const number = fields.u4() ?? 0;
    const part = this.#openPart(fields.u1() ?? 1, fields.u1() ?? 1);
    const test = this.#tests.find('multiple', number);
    const flags = fields.u1() ?? NOT_EXECUTED;
    fields.u1();
    const pinCount = fields.u2() ?? 0;
    const resultCount = fields.u2() ?? 0;
    fields.skip(Math.ceil(pinCount / 2));
    this.#context.counts.multipleResults += 1;
    this.#addOutcome(part, test, flags);
    this.#addPins(part, test, flags, resultCount);
    const tail = this.#context.reader.end - fields.left;
    const { bytes, end } = this.#context.reader;
    if (tail === end || test.hasTail(bytes, tail, end)) return;
    test.rememberTail(bytes, tail, end);
    this.#tests.describe(test, this.#description(pinCount));
  }

  /** PRR. */
  end(): void {
    this.#context.requireHeader();
    const row = this.#row();
    const slot = this.#slot(row.head, row.site);
    if (!slot.isOpen) {
      slot.begin();
      this.#context.warn('part-without-start', () => `Part "${row.partId}" ends without a beginning; it was kept.`);
    }
    this.#checkRow(row);
    this.#wafers.addPart(row, slot);
    slot.isOpen = false;
  }

  /** At the end of the file: parts that no record ended have no bin and are left out. */
  closeAll(): void {
    for (const slot of this.#slots) if (slot?.isOpen === true) this.#warnNeverEnded();
  }

  #row(): PartRow {
    const fields = this.#context.fields.open();
    return {
      head: fields.u1() ?? 1,
      site: fields.u1() ?? 1,
      // A record that ends before its flags gives no outcome: bit 4.
      flags: fields.u1() ?? 0x10,
      testsExecuted: fields.u2() ?? 0,
      hardBin: fields.u2() ?? NO_BIN,
      softBin: fields.u2() ?? NO_BIN,
      x: fields.i2() ?? NO_COORDINATE,
      y: fields.i2() ?? NO_COORDINATE,
      testTimeMs: fields.u4() ?? 0,
      partId: fields.text(),
      partText: fields.text(),
    };
  }

  #checkRow(row: PartRow): void {
    const context = this.#context;
    if (row.hardBin > 32_767) {
      if (row.hardBin === NO_BIN) context.warn('bin-missing', () => `Part "${row.partId}" has no hard bin.`);
      else checkBin(context, 'hard', row.hardBin);
    }
    checkBin(context, 'soft', row.softBin);
    if (row.x === NO_COORDINATE || row.y === NO_COORDINATE) {
      context.counts.partsWithoutPlace += 1;
      context.warn('coordinates-missing', () => `Part "${row.partId}" has no place on its wafer; it was kept.`);
    }
  }

  #parametricWithoutResult(): void {
    const fields = this.#context.fields.open();
    this.#tests.parametric(fields.u4() ?? 0);
    this.#openPart(fields.u1() ?? 1, fields.u1() ?? 1);
    fields.u1();
    fields.u1();
    fields.r4();
    this.#context.counts.parametricResults += 1;
    this.#context.counts.invalidResults += 1;
  }

  #describeParametric(test: TestEntry, start: number, end: number): void {
    this.#context.fields.open(PTR_FIXED_BYTES);
    this.#tests.describe(test, this.#description(null));
    test.rememberTail(this.#context.reader.bytes, start, end);
  }

  /** From TEST_TXT to UNITS; `pinCount` for a test with a result per pin, whose units come after more fields. */
  #description(pinCount: number | null): TestDescription {
    const { fields } = this.#context;
    const name = fields.text();
    fields.text(); // alarm
    const optionalFlags = fields.u1();
    const displayScale = fields.i1();
    fields.i1();
    fields.i1();
    const [low, high] = [fields.r4(), fields.r4()];
    if (pinCount !== null) {
      fields.r4(); // first condition
      fields.r4(); // step of the condition
      fields.skip(pinCount * 2);
    }
    return { name, optionalFlags, displayScale, low, high, unit: fields.text() };
  }

  #functionalName(): string {
    const { fields } = this.#context;
    fields.u1(); // OPT_FLAG
    for (let field = 0; field < 6; field += 1) fields.u4();
    fields.u2();
    const returned = fields.u2() ?? 0;
    const programmed = fields.u2() ?? 0;
    fields.skip(returned * 2);
    fields.skip(Math.ceil(returned / 2));
    fields.skip(programmed * 2);
    fields.skip(Math.ceil(programmed / 2));
    fields.skipBits();
    const vector = fields.text();
    fields.text(); // time set
    fields.text(); // op code
    return fields.text() || vector;
  }

  #addOutcome(part: OpenPart, test: TestEntry, flags: number): void {
    if ((flags & (NOT_EXECUTED | NO_OUTCOME)) !== 0) {
      this.#context.counts.invalidResults += 1;
      return;
    }
    part.add(test.index, (flags & FAILED) === 0 ? 1 : 0);
  }

  #addPins(part: OpenPart, test: TestEntry, flags: number, resultCount: number): void {
    const { fields, limits } = this.#context;
    const kept = Math.min(resultCount, limits.pins);
    const valid = (flags & (RESULT_INVALID | NOT_EXECUTED)) === 0;
    for (let pin = 0; pin < kept; pin += 1) {
      const value = fields.r4();
      if (value !== null && valid) part.add(this.#tests.pin(test, pin).index, value);
    }
    if (resultCount === kept) return;
    fields.skip((resultCount - kept) * 4);
    const message = () => `Test ${test.number} has ${resultCount} results; the first ${kept} were kept.`;
    this.#context.warn('pins-left-out', message);
  }

  #openPart(head: number, site: number): OpenPart {
    const slot = this.#slot(head, site);
    return slot.isOpen ? slot : this.#implicit(head, site);
  }

  #implicit(head: number, site: number): OpenPart {
    this.#context.requireHeader();
    const slot = this.#slot(head, site);
    slot.begin();
    const message = () => `A result on head ${head}, site ${site} comes before the beginning of its part; it was kept.`;
    this.#context.warn('part-without-start', message);
    return slot;
  }

  #slot(head: number, site: number): OpenPart {
    const key = (head << 8) | site;
    const known = this.#slots[key];
    if (known !== null && known !== undefined) return known;
    const slot = new OpenPart((entries) => this.#reserve(entries));
    this.#slots[key] = slot;
    return slot;
  }

  #reserve(entries: number): void {
    this.#pendingCapacity += entries;
    if (this.#pendingCapacity <= this.#context.limits.pendingResults) return;
    throw this.#context.limitExceeded('parts collect results without end');
  }

  #warnNeverEnded(): void {
    this.#context.warn('part-never-ended', () => 'A part begins and never ends; it has no bin and was left out.');
  }
}
