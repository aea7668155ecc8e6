export type ByteOrder = 'big' | 'little';

const utf8 = new TextEncoder();
const REMEMBERED_TEXTS = 4096;

/** A growing buffer with the types of STDF V4. Values wrap as typed arrays do. */
export class StdfFieldWriter {
  readonly byteOrder: ByteOrder;
  length = 0;
  #bytes = new Uint8Array(4096);
  #view = new DataView(this.#bytes.buffer);
  readonly #little: boolean;
  readonly #encoded = new Map<string, Uint8Array>();

  constructor(byteOrder: ByteOrder) {
    this.byteOrder = byteOrder;
    this.#little = byteOrder === 'little';
  }

  /** Writes a header, the fields, and then the length that came out. Throws RangeError above 65,535 bytes. */
  record(code: number, fields: (out: StdfFieldWriter) => unknown): void {
    const header = this.length;
    this.u2(0)
      .u1(code >> 8)
      .u1(code & 0xff);
    fields(this);
    const length = this.length - header - 4;
    if (length > 0xffff) throw new RangeError(`A record of ${length} bytes is longer than STDF allows (65,535).`);
    this.#view.setUint16(header, length, this.#little);
  }

  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.slice(0, this.length);
    this.length = 0;
    return taken;
  }

  u1(value: number): this {
    const at = this.#reserve(1);
    this.#view.setUint8(at, value);
    return this;
  }

  i1(value: number): this {
    return this.u1(value);
  }

  u2(value: number): this {
    const at = this.#reserve(2);
    this.#view.setUint16(at, value, this.#little);
    return this;
  }

  i2(value: number): this {
    return this.u2(value);
  }

  u4(value: number): this {
    const at = this.#reserve(4);
    this.#view.setUint32(at, value, this.#little);
    return this;
  }

  r4(value: number): this {
    const at = this.#reserve(4);
    this.#view.setFloat32(at, value, this.#little);
    return this;
  }

  /** Characters without a length. */
  ascii(text: string): this {
    return this.bytes(this.#encode(text));
  }

  /** A Cn in UTF-8, cut at its 255 bytes. */
  text(text: string): this {
    const bytes = this.#encode(text).subarray(0, 255);
    return this.u1(bytes.length).bytes(bytes);
  }

  bytes(bytes: Uint8Array): this {
    const at = this.#reserve(bytes.length);
    this.#bytes.set(bytes, at);
    return this;
  }

  /** Test names and ids come again and again; encoding them anew would be most of the work. */
  #encode(text: string): Uint8Array {
    let bytes = this.#encoded.get(text);
    if (bytes === undefined) {
      if (this.#encoded.size >= REMEMBERED_TEXTS) this.#encoded.clear();
      bytes = utf8.encode(text);
      this.#encoded.set(text, bytes);
    }
    return bytes;
  }

  /** Makes room, moves the end behind it, and returns where the room begins. May replace `#bytes` and `#view`. */
  #reserve(bytes: number): number {
    const at = this.length;
    this.length += bytes;
    if (this.length > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.length));
      grown.set(this.#bytes);
      this.#bytes = grown;
      this.#view = new DataView(grown.buffer);
    }
    return at;
  }
}
