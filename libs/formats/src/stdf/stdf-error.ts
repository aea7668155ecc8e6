/** What can make an STDF file unreadable. Everything milder is a warning that stays with the file. */
export type StdfErrorCode =
  | 'empty-file'
  | 'not-stdf'
  | 'unsupported-byte-order'
  | 'unsupported-version'
  | 'truncated-record'
  | 'field-overrun'
  | 'implausible-record'
  | 'missing-header'
  | 'limit-exceeded';

export interface StdfErrorDetails {
  readonly code: StdfErrorCode;
  /** Offset in bytes of the record's header from the start of the (unpacked) file. */
  readonly byteOffset: number;
  /** STDF name of the record, such as `PTR`, or `unknown 7.3`; `file` when no record could be read. */
  readonly record: string;
  readonly what: string;
  readonly remedy: string;
  readonly fileName?: string | undefined;
}

/** The file can't be read any further. The message names file, byte and record, and says what to do. */
export class StdfError extends Error {
  override readonly name = 'StdfError';
  readonly code: StdfErrorCode;
  readonly byteOffset: number;
  readonly record: string;
  readonly remedy: string;
  readonly fileName: string | undefined;

  constructor(details: StdfErrorDetails) {
    const file = details.fileName === undefined ? 'The file' : details.fileName;
    super(
      `${file}: ${details.what} (byte ${details.byteOffset}, record ${details.record}). ` +
        `Nothing of it was imported. ${details.remedy}`,
    );
    this.code = details.code;
    this.byteOffset = details.byteOffset;
    this.record = details.record;
    this.remedy = details.remedy;
    this.fileName = details.fileName;
  }
}
