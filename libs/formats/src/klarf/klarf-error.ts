/** What can make a KLARF file unreadable. Everything milder is a warning that stays with the file. */
export type KlarfErrorCode =
  | 'empty-file'
  | 'not-klarf'
  | 'unsupported-version'
  | 'truncated-file'
  | 'unexpected-text'
  | 'not-a-number'
  | 'columns-missing'
  | 'row-length'
  | 'row-count'
  | 'field-missing'
  | 'results-missing'
  | 'defects-missing'
  | 'implausible-position'
  | 'several-lots'
  | 'limit-exceeded';

/** A place in the (unpacked) file. */
export interface KlarfPlace {
  readonly byteOffset: number;
  /** From 1. */
  readonly line: number;
  /** Name of the statement, record or list, such as `DefectList`; `file` when none was read. */
  readonly record: string;
}

export interface KlarfErrorDetails extends KlarfPlace {
  readonly code: KlarfErrorCode;
  readonly what: string;
  readonly remedy: string;
  readonly fileName?: string | undefined;
}

/** The file can't be read any further. The message names file, line and record, and says what to do. */
export class KlarfError extends Error {
  override readonly name = 'KlarfError';
  readonly code: KlarfErrorCode;
  readonly byteOffset: number;
  readonly line: number;
  readonly record: string;
  readonly remedy: string;
  readonly fileName: string | undefined;

  constructor(details: KlarfErrorDetails) {
    const file = details.fileName === undefined ? 'The file' : details.fileName;
    super(
      `${file}: ${details.what} (line ${details.line}, byte ${details.byteOffset}, ${details.record}). ` +
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
