import { WarningTally } from '../sort-file/warning-tally.ts';
import type { DefectFileWarning, DefectFileWarningCode } from './defect-file.ts';
import { KlarfError, type KlarfErrorCode, type KlarfPlace } from './klarf-error.ts';
import { KlarfTokenReader, type KlarfToken } from './klarf-token-reader.ts';

/** Bounds that keep the memory of a reader independent of the file, however odd that is. */
export interface DefectFileLimits {
  readonly defects: number;
  readonly wafers: number;
  readonly classes: number;
  readonly columns: number;
  /** Dies of the test plans of one wafer. */
  readonly dies: number;
  /** Records within records. */
  readonly depth: number;
}

export const DEFAULT_DEFECT_FILE_LIMITS: DefectFileLimits = {
  defects: 500_000,
  wafers: 200,
  classes: 10_000,
  columns: 512,
  dies: 200_000,
  depth: 16,
};

export const WRITE_AGAIN = 'Export the file again from the inspection tool, or ask for the original.';

/** A parser that takes one token at a time, so that no more of the file than that is in memory. */
export type Parse<T = void> = Generator<undefined, T, KlarfToken>;

/** What the parts of the reader share: the place, where warnings go, and how an error is made. */
export class KlarfContext {
  readonly tokens = new KlarfTokenReader(() =>
    this.warn('text-not-utf8', () => 'A text is not UTF-8; it was read as ISO 8859-1.'),
  );
  readonly warnings = new WarningTally<DefectFileWarning>();
  /** The statement, record or list that is being read. */
  record = 'file';
  token: KlarfToken | null = null;

  readonly limits: DefectFileLimits;
  readonly fileName: string | undefined;

  constructor(limits: DefectFileLimits, fileName: string | undefined) {
    this.limits = limits;
    this.fileName = fileName;
  }

  /** Where the current token stands. */
  get place(): KlarfPlace {
    const { line, byteOffset } = this.token ?? this.tokens;
    return { line, byteOffset, record: this.record };
  }

  warn(code: DefectFileWarningCode, message: () => string, place: KlarfPlace = this.place): void {
    this.warnings.count(code, () => ({ code, message: message(), ...place }));
  }

  fail(code: KlarfErrorCode, what: string, remedy = WRITE_AGAIN, place: KlarfPlace = this.place): KlarfError {
    return new KlarfError({ code, what, remedy, ...place, fileName: this.fileName });
  }

  limitExceeded(what: string): KlarfError {
    return this.fail('limit-exceeded', what, 'No real file does this; export it again, or send it to support.');
  }

  /** The number that a token writes; NaN for the ways in which tools write "not available". */
  number(token: KlarfToken): number {
    const value = isNotAvailable(token.text) ? Number.NaN : Number(token.text);
    if (token.kind !== 'mark' && token.text !== '' && (Number.isFinite(value) || isNotAvailable(token.text)))
      return value;
    throw this.fail('not-a-number', `"${shown(token.text)}" stands where a number belongs`);
  }

  /** As `number`, and whole: a decimal here means that the values are shifted against their columns. */
  whole(token: KlarfToken): number {
    const value = this.number(token);
    if (Number.isInteger(value) || Number.isNaN(value)) return value;
    throw this.fail('not-a-number', `"${shown(token.text)}" stands where a whole number belongs`);
  }

  /** A list's length as the file tells it; never used to reserve memory. */
  count(token: KlarfToken): number {
    const value = this.whole(token);
    if (value >= 0) return value;
    throw this.fail('not-a-number', `"${shown(token.text)}" stands where a count belongs`);
  }
}

const NOT_AVAILABLE = /^(?:n\/?a|nan|[-+]?1\.#\w+)$/i;

function isNotAvailable(text: string): boolean {
  return NOT_AVAILABLE.test(text);
}

export function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
