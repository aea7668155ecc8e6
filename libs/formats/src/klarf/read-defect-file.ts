import type { DefectFileItem } from './defect-file.ts';
import { finishInspection } from './finish-inspection.ts';
import type { KlarfErrorCode } from './klarf-error.ts';
import { DEFAULT_DEFECT_FILE_LIMITS, type DefectFileLimits, KlarfContext, type Parse } from './klarf-context.ts';
import type { KlarfToken, TokenFault } from './klarf-token-reader.ts';
import { Klarf18Parser } from './klarf18-parser.ts';
import { Klarf1Parser } from './klarf1-parser.ts';

export interface ReadDefectFileOptions {
  /** Named in errors. */
  readonly fileName?: string | undefined;
  readonly limits?: Partial<DefectFileLimits> | undefined;
}

const CHOOSE = 'Choose a file in KLARF 1.1, 1.2 or 1.8.';
const CUT = 'The copy was cut. Copy the file again and compare its size with the original.';

/**
 * Reads a KLARF file, version 1.1, 1.2 or 1.8, from its unpacked bytes. The memory it takes is bounded by the limits:
 * a file may tell how its dies lie after its defects, so the items come when it has ended: the inspection, its wafers
 * in file order, the summary. Throws KlarfError when the file can't be read, and where its own summary contradicts what
 * was read; the items before it must then be dropped.
 */
export async function* readDefectFile(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: ReadDefectFileOptions = {},
): AsyncGenerator<DefectFileItem, void, undefined> {
  const context = new KlarfContext({ ...DEFAULT_DEFECT_FILE_LIMITS, ...options.limits }, options.fileName);
  const reading = new Reading(context);
  for await (const chunk of chunks) reading.push(chunk);
  yield* reading.finish();
}

/** Chooses the parser by the first word and feeds it. */
class Reading {
  #parser: Klarf1Parser | Klarf18Parser | null = null;
  #parse: Parse | null = null;

  private readonly context: KlarfContext;

  constructor(context: KlarfContext) {
    this.context = context;
  }

  push(chunk: Uint8Array): void {
    const { tokens } = this.context;
    tokens.push(chunk);
    for (let token = tokens.next(); token !== null; token = tokens.next()) this.#take(token);
    this.#checkFault();
  }

  *finish(): Generator<DefectFileItem, void, undefined> {
    const { context } = this;
    const { bytesSeen } = context.tokens;
    context.token = null;
    if (bytesSeen === 0) throw context.fail('empty-file', 'the file is empty', 'Check the copy; its size is 0.');
    const last = context.tokens.last();
    if (last !== null) this.#take(last);
    this.#checkFault();
    const parser = this.#parser;
    if (parser === null) throw this.#notKlarf();
    this.#checkEnd(parser);
    context.token = null;
    yield* finishInspection(parser.draft);
    yield {
      kind: 'end',
      bytes: bytesSeen,
      complete: parser.draft.complete,
      wafers: parser.draft.wafers.length,
      defects: parser.draft.defects,
      warnings: context.warnings.kept,
      warningCounts: context.warnings.counts,
    };
  }

  #take(token: KlarfToken): void {
    this.context.token = token;
    if (this.#parse !== null) {
      this.#parse.next(token);
      return;
    }
    this.#parser = this.#parserFor(token);
    this.#parse = this.#parser.parse();
    this.#parse.next(token);
  }

  #parserFor(first: KlarfToken): Klarf1Parser | Klarf18Parser {
    if (first.text === 'FileVersion') return new Klarf1Parser(this.context);
    if (first.text !== 'Record') throw this.#notKlarf();
    this.context.tokens.bracesAreMarks = true;
    return new Klarf18Parser(this.context);
  }

  /** A file without its end is taken only where its summary came, with which the defects are compared. */
  #checkEnd(parser: Klarf1Parser | Klarf18Parser): void {
    const { draft } = parser;
    if (draft.complete) return;
    const last = draft.wafers.at(-1);
    const summed = last !== undefined && last.stated !== null;
    const whole = summed && this.context.record === 'file' && parser instanceof Klarf1Parser;
    if (!whole) throw this.context.fail('truncated-file', `the file ends inside of ${this.context.record}`, CUT);
    parser.closeCut();
    this.context.warn('truncated', () => 'The file has no EndOfFile. What is there was read.');
  }

  #checkFault(): void {
    const { fault } = this.context.tokens;
    if (fault === null) return;
    this.context.token = null;
    if (fault === 'not-text' && this.#parser === null) throw this.#notKlarf();
    const { code, what } = FAULTS[fault];
    throw this.context.fail(code, what);
  }

  #notKlarf(): Error {
    const what = 'the file begins neither with FileVersion nor with Record FileRecord';
    return this.context.fail('not-klarf', what, CHOOSE);
  }
}

const FAULTS: Readonly<Record<TokenFault, { readonly code: KlarfErrorCode; readonly what: string }>> = {
  'not-text': { code: 'unexpected-text', what: 'a byte stands here that no text has' },
  'too-long': { code: 'limit-exceeded', what: 'a single value is longer than 8,192 bytes' },
  'string-not-ended': { code: 'unexpected-text', what: 'a text in quotes is not ended on its line' },
};
