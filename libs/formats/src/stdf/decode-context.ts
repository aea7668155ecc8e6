import type { SortFileItem, SortFileWarningCode } from '../sort-file/sort-file.ts';
import { WarningLog } from '../sort-file/warning-log.ts';
import { StdfFieldCursor } from './stdf-field-cursor.ts';
import { recordName } from './stdf-record-code.ts';
import { StdfRecordReader } from './stdf-record-reader.ts';

/** Bounds that keep the memory of a reader independent of the file, however odd that is. */
export interface SortFileLimits {
  /** Part records a segment. */
  readonly segmentParts: number;
  /** Values a segment: one with many tests ends before it has `segmentParts` parts. */
  readonly segmentValues: number;
  /** Test columns a file. */
  readonly tests: number;
  /** Results of one multiple-result test that become columns; more are counted and left out. */
  readonly pins: number;
  /** Results held for parts that have begun and not ended. */
  readonly pendingResults: number;
  /** Wafers open at once. */
  readonly openWafers: number;
  /** Different records outside the standard: more than these mean that the reader has lost its place. */
  readonly unknownRecordTypes: number;
}

export const DEFAULT_SORT_FILE_LIMITS: SortFileLimits = {
  segmentParts: 4096,
  segmentValues: 2 ** 22,
  tests: 32_768,
  pins: 256,
  pendingResults: 2 ** 23,
  openWafers: 32,
  unknownRecordTypes: 32,
};

/** What the decoders of the single records share: the current record, where warnings and items go, the counts. */
export class DecodeContext {
  readonly reader: StdfRecordReader;
  readonly fields: StdfFieldCursor;
  readonly warnings = new WarningLog();
  readonly limits: SortFileLimits;
  readonly counts = {
    wafers: 0,
    partRecords: 0,
    parametricResults: 0,
    functionalResults: 0,
    multipleResults: 0,
    invalidResults: 0,
    partsWithoutPlace: 0,
  };
  headerSeen = false;
  #items: SortFileItem[] = [];
  #segmentWaits = false;

  constructor(limits: SortFileLimits, fileName: string | undefined) {
    this.limits = limits;
    this.reader = new StdfRecordReader({ fileName });
    this.fields = new StdfFieldCursor(this.reader, () =>
      this.warn('text-not-utf8', () => 'A text is not UTF-8; it was read as ISO 8859-1.'),
    );
  }

  /** True when a segment waits to be taken: decoding on would hold two in memory. */
  get segmentWaits(): boolean {
    return this.#segmentWaits;
  }

  emit(item: SortFileItem): void {
    this.#items.push(item);
    if (item.kind === 'segment') this.#segmentWaits = true;
  }

  takeItems(): SortFileItem[] {
    const items = this.#items;
    this.#items = [];
    this.#segmentWaits = false;
    return items;
  }

  warn(code: SortFileWarningCode, message: () => string): void {
    this.warnings.add(code, this.reader.byteOffset, recordName(this.reader.code), message);
  }

  /** Nothing about parts means anything before the record that names lot and product. */
  requireHeader(): void {
    if (this.headerSeen) return;
    throw this.reader.fail('missing-header', 'parts or wafers come before the record that names the lot (MIR)');
  }

  limitExceeded(what: string): Error {
    return this.reader.fail('limit-exceeded', what, 'No real file does this; export it again, or send it to support.');
  }
}
