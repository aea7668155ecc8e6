import type { SortFileItem } from '../sort-file/sort-file.ts';
import { BinTally } from './bin-tally.ts';
import { DecodeContext, type SortFileLimits } from './decode-context.ts';
import { readHeader, readSiteEquipment, readWaferLayout } from './header-records.ts';
import { PartDecoder } from './part-decoder.ts';
import { isKnownRecord, Rec, recordName } from './stdf-record-code.ts';
import { TestTable } from './test-table.ts';
import { WaferTracker } from './wafer-tracker.ts';

/** Turns the records of one STDF file into neutral items. Throws StdfError; afterwards it must not be used again. */
export class SortFileDecoder {
  readonly #context: DecodeContext;
  readonly #tests: TestTable;
  readonly #wafers: WaferTracker;
  readonly #parts: PartDecoder;
  readonly #hardBins: BinTally;
  readonly #softBins: BinTally;
  readonly #handlers: ReadonlyMap<number, () => void>;
  readonly #skipped = new Map<number, number>();
  #unknownTypes = 0;
  #finished: { readonly time: number | null } | null = null;

  constructor(limits: SortFileLimits, fileName: string | undefined) {
    const context = new DecodeContext(limits, fileName);
    this.#context = context;
    this.#tests = new TestTable(context);
    this.#wafers = new WaferTracker(context, this.#tests);
    this.#parts = new PartDecoder(context, this.#tests, this.#wafers);
    this.#hardBins = new BinTally(context, 'hard');
    this.#softBins = new BinTally(context, 'soft');
    this.#handlers = new Map([
      [Rec.FAR, () => this.#fileStart()],
      [Rec.MIR, () => this.#header()],
      [Rec.MRR, () => this.#end()],
      [Rec.SDR, () => this.#siteEquipment()],
      [Rec.WCR, () => context.emit(readWaferLayout(context.fields.open()))],
      [Rec.WIR, () => this.#wafers.start()],
      [Rec.WRR, () => this.#wafers.end()],
      [Rec.PIR, () => this.#parts.start()],
      [Rec.PRR, () => this.#parts.end()],
      [Rec.MPR, () => this.#parts.multiple()],
      [Rec.FTR, () => this.#parts.functional()],
      [Rec.TSR, () => this.#testSummary()],
      [Rec.HBR, () => this.#hardBins.read()],
      [Rec.SBR, () => this.#softBins.read()],
    ]);
  }

  push(chunk: Uint8Array): void {
    this.#context.reader.push(chunk);
  }

  /** Decodes until a segment is ready or the chunk is used up; false for the latter. */
  decode(): boolean {
    const { reader } = this.#context;
    while (reader.next()) {
      if (reader.code === Rec.PTR) this.#parts.parametric();
      else this.#other(reader.code);
      if (this.#context.segmentWaits) return true;
    }
    return false;
  }

  takeItems(): SortFileItem[] {
    return this.#context.takeItems();
  }

  /** At the end of the bytes: closes what is open and sums up. */
  finish(): void {
    const context = this.#context;
    this.#finishRecords();
    if (!context.headerSeen) {
      throw context.reader.fail('missing-header', 'the file ends without the record that names the lot (MIR)');
    }
    this.#parts.closeAll();
    this.#wafers.closeAll();
    if (this.#finished === null) {
      context.warn('truncated', () => 'The file is truncated: no MRR. What is there was read.');
    }
    this.#tests.announce();
    context.emit({ kind: 'bins', hard: this.#hardBins.definitions(), soft: this.#softBins.definitions() });
    context.emit({
      kind: 'end',
      bytes: context.reader.bytesSeen,
      complete: this.#finished !== null,
      finishTime: this.#finished?.time ?? null,
      ...context.counts,
      tests: this.#tests.entries.length,
      skippedRecords: Object.fromEntries([...this.#skipped].map(([code, count]) => [recordName(code), count])),
      warnings: context.warnings.kept,
      warningCounts: context.warnings.counts,
    });
  }

  /** A file that has told its end may be filled up to a block; one that has not must end with a whole record. */
  #finishRecords(): void {
    const { reader } = this.#context;
    if (this.#finished === null || reader.pendingBytes === 0) {
      reader.finish();
      return;
    }
    const message = () => `${reader.pendingBytes} bytes after the end of the last record were passed over.`;
    this.#context.warn('bytes-after-end', message);
  }

  #other(code: number): void {
    const handler = this.#handlers.get(code);
    if (handler === undefined) this.#skip(code);
    else handler();
  }

  /** A record that is of no use here or not of the standard is passed over by its length. */
  #skip(code: number): void {
    const before = this.#skipped.get(code);
    if (before === undefined && !isKnownRecord(code)) this.#countUnknownType();
    this.#skipped.set(code, (before ?? 0) + 1);
  }

  #countUnknownType(): void {
    this.#unknownTypes += 1;
    if (this.#unknownTypes <= this.#context.limits.unknownRecordTypes) return;
    const what = `this is the ${this.#unknownTypes}th type of record that no standard knows: a length before it is wrong`;
    throw this.#context.reader.fail('implausible-record', what);
  }

  #fileStart(): void {
    if (this.#context.reader.byteOffset === 0) return;
    const remedy = 'Two files were joined. Cut them apart and import each.';
    throw this.#context.reader.fail('implausible-record', 'a second file begins inside the file', remedy);
  }

  #header(): void {
    const context = this.#context;
    if (context.headerSeen) {
      throw context.reader.fail('implausible-record', 'the file names its lot a second time');
    }
    context.headerSeen = true;
    context.emit(readHeader(context.fields.open()));
  }

  #siteEquipment(): void {
    const equipment = readSiteEquipment(this.#context.fields.open());
    this.#wafers.defineSiteGroup(equipment.head, equipment.siteGroup, equipment.sites);
    this.#context.emit(equipment);
  }

  #testSummary(): void {
    const fields = this.#context.fields.open();
    fields.skip(3);
    const number = fields.u4();
    for (let count = 0; count < 3; count += 1) fields.u4();
    if (number !== null) this.#tests.nameFromSummary(number, fields.text());
  }

  #end(): void {
    const time = this.#context.fields.open().u4();
    this.#finished = { time: time === 0 ? null : time };
  }
}
