import { decodeText } from '../stdf/stdf-text.ts';

export interface KlarfToken {
  readonly kind: 'word' | 'string' | 'mark';
  /** Of a string without its quotes. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
  /** Of its first byte in the file. */
  readonly byteOffset: number;
}

export type TokenFault = 'not-text' | 'too-long' | 'string-not-ended';

const LINE_FEED = 10;
const QUOTE = 0x22;
const SEMICOLON = 0x3b;
/** `{`, `}` and `,` separate only from version 1.8 on; before they may stand in a name. */
const BRACES: ReadonlySet<number> = new Set([0x7b, 0x7d, 0x2c]);
const LONGEST_TOKEN = 8192;

/**
 * Splits a stream of bytes into KLARF's words, quoted strings and marks in the memory of one token.
 * Use: `push(chunk)`, then `next()` until it gives null, and again; `last()` at the end of the bytes.
 * What it can't split is told by `fault`, at `line` and `byteOffset`; afterwards it must not be used again.
 */
export class KlarfTokenReader {
  /** Set once the version is known: braces and commas are marks. */
  bracesAreMarks = false;
  line = 1;
  fault: TokenFault | null = null;
  #chunk: Uint8Array = new Uint8Array(0);
  #position = 0;
  #chunkOffset = 0;
  readonly #held = new Uint8Array(LONGEST_TOKEN);
  #length = 0;
  #open: 'word' | 'string' | null = null;
  #openLine = 1;
  #openOffset = 0;

  private readonly onOtherCharset: () => void;

  constructor(onOtherCharset: () => void) {
    this.onOtherCharset = onOtherCharset;
  }

  get bytesSeen(): number {
    return this.#chunkOffset + this.#chunk.length;
  }

  get byteOffset(): number {
    return this.#open === null ? this.#chunkOffset + this.#position : this.#openOffset;
  }

  push(chunk: Uint8Array): void {
    this.#chunkOffset += this.#chunk.length;
    this.#chunk = chunk;
    this.#position = 0;
  }

  /** The next whole token; null when more bytes are needed, or at a fault. */
  next(): KlarfToken | null {
    while (this.#position < this.#chunk.length && this.fault === null) {
      const byte = this.#chunk[this.#position] ?? 0;
      const token = this.#open === 'string' ? this.#inString(byte) : this.#outsideString(byte);
      if (token !== null) return token;
    }
    return null;
  }

  /** A word that the end of the file ended. A string that it cut is a fault. */
  last(): KlarfToken | null {
    if (this.#open === 'string') this.fault = 'string-not-ended';
    return this.#open === 'word' ? this.#close() : null;
  }

  #inString(byte: number): KlarfToken | null {
    if (byte === LINE_FEED) {
      this.fault = 'string-not-ended';
      return null;
    }
    this.#position += 1;
    if (byte === QUOTE) return this.#close();
    this.#hold(byte);
    return null;
  }

  #outsideString(byte: number): KlarfToken | null {
    if (isBlank(byte)) return this.#blank(byte);
    if (this.#isMark(byte)) return this.#mark(byte);
    if (byte < 0x20 || byte === 0x7f) {
      this.fault = 'not-text';
      return null;
    }
    if (byte === QUOTE) return this.#quote();
    if (this.#open === null) this.#begin('word');
    this.#position += 1;
    this.#hold(byte);
    return null;
  }

  /** What ends a word stays where it is until the word was given out. */
  #blank(byte: number): KlarfToken | null {
    if (this.#open !== null) return this.#close();
    this.#position += 1;
    if (byte === LINE_FEED) this.line += 1;
    return null;
  }

  #quote(): KlarfToken | null {
    if (this.#open !== null) return this.#close();
    this.#begin('string');
    this.#position += 1;
    return null;
  }

  #mark(byte: number): KlarfToken {
    if (this.#open !== null) return this.#close();
    this.#begin('word');
    this.#position += 1;
    this.#hold(byte);
    return this.#close('mark');
  }

  #isMark(byte: number): boolean {
    return byte === SEMICOLON || (this.bracesAreMarks && BRACES.has(byte));
  }

  #begin(kind: 'word' | 'string'): void {
    this.#open = kind;
    this.#openLine = this.line;
    this.#openOffset = this.#chunkOffset + this.#position;
  }

  #hold(byte: number): void {
    if (this.#length === LONGEST_TOKEN) this.fault = 'too-long';
    else this.#held[this.#length++] = byte;
  }

  #close(kind: KlarfToken['kind'] = this.#open ?? 'word'): KlarfToken {
    const { text, utf8 } = decodeText(this.#held, 0, this.#length);
    if (!utf8) this.onOtherCharset();
    this.#open = null;
    this.#length = 0;
    return { kind, text, line: this.#openLine, byteOffset: this.#openOffset };
  }
}

/** Blank, tab, line feed, vertical tab, form feed, carriage return. */
function isBlank(byte: number): boolean {
  return byte === 0x20 || (byte >= 9 && byte <= 13);
}
