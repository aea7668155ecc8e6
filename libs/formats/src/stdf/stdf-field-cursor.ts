import type { StdfRecordReader } from './stdf-record-reader.ts';
import { decodeText } from './stdf-text.ts';

/**
 * Reads the fields of the reader's current record in order. A record may end early: a field that begins at the end is
 * `null`, and so are all after it. A field that begins inside and reaches past the end throws `field-overrun`.
 */
export class StdfFieldCursor {
  readonly #reader: StdfRecordReader;
  readonly #onNotUtf8: () => void;
  #at = 0;

  constructor(reader: StdfRecordReader, onNotUtf8: () => void) {
    this.#reader = reader;
    this.#onNotUtf8 = onNotUtf8;
  }

  /** Begins at a field of the current record, `skip` bytes after its header. */
  open(skip = 0): this {
    this.#at = this.#reader.start + skip;
    return this;
  }

  /** Bytes that are left in the record. */
  get left(): number {
    return this.#reader.end - this.#at;
  }

  u1(): number | null {
    return this.#has(1) ? this.#reader.view.getUint8(this.#at - 1) : null;
  }

  i1(): number | null {
    return this.#has(1) ? this.#reader.view.getInt8(this.#at - 1) : null;
  }

  u2(): number | null {
    return this.#has(2) ? this.#reader.view.getUint16(this.#at - 2, this.#reader.littleEndian) : null;
  }

  i2(): number | null {
    return this.#has(2) ? this.#reader.view.getInt16(this.#at - 2, this.#reader.littleEndian) : null;
  }

  u4(): number | null {
    return this.#has(4) ? this.#reader.view.getUint32(this.#at - 4, this.#reader.littleEndian) : null;
  }

  r4(): number | null {
    return this.#has(4) ? this.#reader.view.getFloat32(this.#at - 4, this.#reader.littleEndian) : null;
  }

  /** A C1: one character, blank as ''. */
  char(): string | null {
    const code = this.u1();
    return code === null ? null : String.fromCharCode(code).replace('\0', '').trim();
  }

  /** A Cn; '' when it is missing or empty. */
  text(): string {
    const length = this.u1() ?? 0;
    if (length === 0) return '';
    this.skip(length);
    const decoded = decodeText(this.#reader.bytes, this.#at - length, this.#at);
    if (!decoded.utf8) this.#onNotUtf8();
    return decoded.text;
  }

  /** Passes over an array or field whose content is of no use here. */
  skip(bytes: number): void {
    if (bytes === 0 || this.#has(bytes)) return;
    throw this.#overrun(bytes);
  }

  /** Passes over a Dn: a count of bits and the bytes that hold them. */
  skipBits(): void {
    this.skip(Math.ceil((this.u2() ?? 0) / 8));
  }

  #has(bytes: number): boolean {
    const end = this.#at + bytes;
    if (end <= this.#reader.end) {
      this.#at = end;
      return true;
    }
    if (this.#at === this.#reader.end) return false;
    throw this.#overrun(bytes);
  }

  #overrun(bytes: number): Error {
    const what = `a field of ${bytes} bytes begins with ${this.left} bytes left in the record`;
    return this.#reader.fail(
      'field-overrun',
      what,
      'The record length is wrong. Export the file again from the tester.',
    );
  }
}
