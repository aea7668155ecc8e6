import { StdfError, type StdfErrorCode } from './stdf-error.ts';
import { Rec, recordCode, recordName } from './stdf-record-code.ts';

/** REC_LEN is a U2, so no record is longer than this with its header. */
const MAX_RECORD_BYTES = 4 + 0xffff;
/** Header of FAR, CPU_TYPE and STDF_VER: what it takes to know the byte order. */
const PREAMBLE_BYTES = 6;

const WRITE_AGAIN = 'Export the file again from the tester, or ask for the original.';

export interface StdfRecordReaderOptions {
  readonly fileName?: string | undefined;
}

/**
 * Splits a stream of bytes into STDF records without a copy and without an object per record.
 *
 * Use: `push(chunk)`, then `while (reader.next()) …`, and again; `finish()` at the end of the bytes. After a
 * `next()` that returned true the record's fields lie in `bytes` and `view` from `start` to `end`, valid until the next
 * call. Only a record that straddles two chunks is copied, into a buffer of the longest possible record.
 * Throws StdfError; afterwards the reader must not be used again.
 */
export class StdfRecordReader {
  bytes: Uint8Array = new Uint8Array(0);
  view: DataView = new DataView(new ArrayBuffer(0));
  /** Where the record's fields begin and end in `bytes` and `view`. */
  start = 0;
  end = 0;
  /** `recordCode` of the current record. */
  code = -1;
  /** Offset of the current record's header in the file. */
  byteOffset = 0;
  littleEndian = false;

  readonly #fileName: string | undefined;
  readonly #carry = new Uint8Array(MAX_RECORD_BYTES);
  readonly #carryView = new DataView(this.#carry.buffer);
  #carried = 0;
  #chunk = new Uint8Array(0);
  #chunkView = new DataView(this.#chunk.buffer);
  #position = 0;
  /** File offset of the chunk's first byte. */
  #chunkOffset = 0;
  #orderKnown = false;

  constructor(options: StdfRecordReaderOptions = {}) {
    this.#fileName = options.fileName;
  }

  /** Bytes handed in so far. */
  get bytesSeen(): number {
    return this.#chunkOffset + this.#chunk.length;
  }

  /** Bytes of a record that has begun and is not whole yet. */
  get pendingBytes(): number {
    return this.#carried;
  }

  /** Takes the next bytes. The chunk must stay unchanged until `next()` returns false. */
  push(chunk: Uint8Array): void {
    this.#chunkOffset += this.#chunk.length;
    // A Node Buffer is another hidden class than the carry; one class keeps the hot loops monomorphic.
    const buffer = chunk.buffer as ArrayBuffer;
    this.#chunk = new Uint8Array(buffer, chunk.byteOffset, chunk.byteLength);
    this.#chunkView = new DataView(buffer, chunk.byteOffset, chunk.byteLength);
    this.#position = 0;
  }

  /** Moves to the next whole record; false when more bytes are needed. */
  next(): boolean {
    if (this.#carried > 0 || !this.#orderKnown) return this.#nextCarried();
    const at = this.#position;
    const left = this.#chunk.length - at;
    if (left < 4) return this.#carryRest();
    const length = this.#chunkView.getUint16(at, this.littleEndian);
    if (left < 4 + length) return this.#carryRest();
    this.bytes = this.#chunk;
    this.view = this.#chunkView;
    this.start = at + 4;
    this.end = at + 4 + length;
    this.byteOffset = this.#chunkOffset + at;
    this.code = recordCode(this.#chunkView.getUint8(at + 2), this.#chunkView.getUint8(at + 3));
    this.#position = this.end;
    return true;
  }

  /** To be called when the bytes have ended: throws when they ended too early. */
  finish(): void {
    if (this.bytesSeen === 0) {
      throw this.#failAt(
        0,
        'file',
        'empty-file',
        'the file is empty',
        'Check the copy from the tester; its size is 0.',
      );
    }
    if (!this.#orderKnown) {
      throw this.#failAt(0, 'file', 'not-stdf', 'the file ends before its first record', WRITE_AGAIN);
    }
    if (this.#carried === 0) return;
    const offset = this.bytesSeen - this.#carried;
    const whole = this.#carried >= 4;
    const needed = whole ? this.#carryView.getUint16(0, this.littleEndian) + 4 : 4;
    const code = recordCode(this.#carryView.getUint8(2), this.#carryView.getUint8(3));
    throw this.#failAt(
      offset,
      whole ? recordName(code) : 'header',
      'truncated-record',
      `the file ends inside a record: it needs ${needed} bytes, ${this.#carried} are there`,
      'The copy was cut or the record length is wrong. Copy the file again and compare its size with the original.',
    );
  }

  /** An error that points at the current record. */
  fail(code: StdfErrorCode, what: string, remedy: string = WRITE_AGAIN): StdfError {
    return this.#failAt(this.byteOffset, recordName(this.code), code, what, remedy);
  }

  #carryRest(): false {
    const rest = this.#chunk.subarray(this.#position);
    this.#carry.set(rest, this.#carried);
    this.#carried += rest.length;
    this.#position = this.#chunk.length;
    return false;
  }

  /** Fills the carry up to `target` bytes; false when the chunk does not hold them. */
  #fillCarry(target: number): boolean {
    const take = Math.min(target - this.#carried, this.#chunk.length - this.#position);
    if (take > 0) {
      this.#carry.set(this.#chunk.subarray(this.#position, this.#position + take), this.#carried);
      this.#carried += take;
      this.#position += take;
    }
    return this.#carried >= target;
  }

  #nextCarried(): boolean {
    if (!this.#orderKnown) {
      if (!this.#fillCarry(PREAMBLE_BYTES)) return false;
      this.#readPreamble();
    }
    if (!this.#fillCarry(4)) return false;
    const length = this.#carryView.getUint16(0, this.littleEndian);
    if (!this.#fillCarry(4 + length)) return false;
    this.bytes = this.#carry;
    this.view = this.#carryView;
    this.start = 4;
    this.end = 4 + length;
    this.byteOffset = this.#chunkOffset + this.#position - this.end;
    this.code = recordCode(this.#carryView.getUint8(2), this.#carryView.getUint8(3));
    this.#carried = 0;
    return true;
  }

  /** FAR must come first; CPU_TYPE tells the byte order, and REC_LEN, known to be 2, must agree with it. */
  #readPreamble(): void {
    const view = this.#carryView;
    if (view.getUint8(0) === 0x1f && view.getUint8(1) === 0x8b) {
      throw this.#failAt(
        0,
        'file',
        'not-stdf',
        'the bytes are gzip, not STDF',
        'Unpack them first (.gz is unpacked by name).',
      );
    }
    const code = recordCode(view.getUint8(2), view.getUint8(3));
    const lengthIsTwo = view.getUint8(0) + view.getUint8(1) === 2 && view.getUint8(0) !== 1;
    if (code !== Rec.FAR || !lengthIsTwo) {
      throw this.#failAt(
        0,
        'file',
        'not-stdf',
        'the file does not begin with an STDF FAR record',
        'Choose a file in STDF V4.',
      );
    }
    const cpuType = view.getUint8(4);
    if (cpuType !== 1 && cpuType !== 2) {
      const what = `CPU_TYPE is ${cpuType}; only 1 (big-endian) and 2 (little-endian) are in use`;
      throw this.#failAt(0, 'FAR', 'unsupported-byte-order', what, WRITE_AGAIN);
    }
    this.littleEndian = cpuType === 2;
    if (view.getUint16(0, this.littleEndian) !== 2) {
      const what = `CPU_TYPE ${cpuType} contradicts the byte order in which the file is written`;
      throw this.#failAt(
        0,
        'FAR',
        'unsupported-byte-order',
        what,
        'Mend byte 4 (1 = big-endian, 2 = little-endian), or export again.',
      );
    }
    if (view.getUint8(5) !== 4) {
      throw this.#failAt(
        0,
        'FAR',
        'unsupported-version',
        `the file is STDF V${view.getUint8(5)}`,
        'Export it as STDF V4.',
      );
    }
    this.#orderKnown = true;
  }

  #failAt(byteOffset: number, record: string, code: StdfErrorCode, what: string, remedy: string): StdfError {
    return new StdfError({ byteOffset, record, code, what, remedy, fileName: this.#fileName });
  }
}
