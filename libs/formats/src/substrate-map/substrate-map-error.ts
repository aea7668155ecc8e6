/** What can make a substrate map unreadable. Everything milder is a warning that stays with the file. */
export type SubstrateMapErrorCode =
  | 'empty-file'
  | 'not-a-substrate-map'
  | 'not-well-formed'
  | 'doctype-refused'
  | 'not-a-wafer'
  | 'field-missing'
  | 'lot-missing'
  | 'several-lots'
  | 'several-devices'
  | 'unsupported-bin-type'
  | 'not-a-bin'
  | 'row-length'
  | 'row-count'
  | 'bins-missing'
  | 'limit-exceeded';

export interface SubstrateMapErrorDetails {
  readonly code: SubstrateMapErrorCode;
  /** Characters before the place, which are its bytes where the file is ASCII. */
  readonly byteOffset: number;
  /** From 1. */
  readonly line: number;
  /** Name of the element, such as `BinCodeMap`; `file` when none was read. */
  readonly record: string;
  readonly what: string;
  readonly remedy: string;
  readonly fileName?: string | undefined;
}

/** The file can't be read any further. The message names file, line and element, and says what to do. */
export class SubstrateMapError extends Error {
  override readonly name = 'SubstrateMapError';
  readonly code: SubstrateMapErrorCode;
  readonly byteOffset: number;
  readonly line: number;
  readonly record: string;
  readonly remedy: string;
  readonly fileName: string | undefined;

  constructor(details: SubstrateMapErrorDetails) {
    const file = details.fileName === undefined ? 'The file' : details.fileName;
    super(
      `${file}: ${details.what} (line ${details.line}, element ${details.record}). ` +
        `Nothing of it was imported. ${details.remedy}`,
    );
    this.code = details.code;
    this.byteOffset = details.byteOffset;
    this.line = details.line;
    this.record = details.record;
    this.remedy = details.remedy;
    this.fileName = details.fileName;
  }
}
