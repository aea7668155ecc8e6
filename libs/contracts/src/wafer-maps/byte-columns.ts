/**
 * Reads and writes columns of numbers one after the other, little-endian, each beginning at a multiple of 4 bytes, so
 * that a reader on a usual machine gets views of the bytes that came, without copying.
 */
const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

export type Column = Int8Array | Int16Array | Uint16Array | Uint32Array | Float32Array;

const padded = (bytes: number): number => (bytes + 3) & ~3;

/** Bytes that columns of these lengths (in bytes) take together. */
export function columnBytes(...columns: number[]): number {
  return columns.reduce((sum, bytes) => sum + padded(bytes), 0);
}

export class ColumnWriter {
  readonly #view: DataView<ArrayBuffer>;
  readonly #bytes: Uint8Array<ArrayBuffer>;
  #at = 0;

  constructor(size: number) {
    this.#bytes = new Uint8Array(size);
    this.#view = new DataView(this.#bytes.buffer);
  }

  uint32(value: number): void {
    this.#view.setUint32(this.#at, value, true);
    this.#at += 4;
  }

  int32(value: number): void {
    this.#view.setInt32(this.#at, value, true);
    this.#at += 4;
  }

  column(values: Column): void {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.bytes(littleEndian ? bytes : swapped(bytes, values.BYTES_PER_ELEMENT));
  }

  bytes(bytes: Uint8Array): void {
    this.#bytes.set(bytes, this.#at);
    this.#at += padded(bytes.length);
  }

  /** Throws RangeError when less was written than announced. */
  end(): Uint8Array<ArrayBuffer> {
    if (this.#at !== this.#bytes.length) throw new RangeError(`${this.#at} bytes written of ${this.#bytes.length}.`);
    return this.#bytes;
  }
}

type ColumnType<T> = { new (buffer: ArrayBuffer, byteOffset: number, length: number): T; BYTES_PER_ELEMENT: number };

export class ColumnReader {
  readonly #buffer: ArrayBuffer;
  readonly #view: DataView;
  #at = 0;

  /** Throws RangeError when the bytes do not begin with the four letters of the format. */
  constructor(data: ArrayBuffer | Uint8Array, format: string) {
    this.#buffer = asBuffer(data);
    this.#view = new DataView(this.#buffer);
    const found = new TextDecoder('latin1').decode(this.#buffer.slice(0, 4));
    if (found !== format) throw new RangeError(`These bytes are not in the format ${format}.`);
    this.#at = 4;
  }

  uint32(): number {
    this.#need(4);
    this.#at += 4;
    return this.#view.getUint32(this.#at - 4, true);
  }

  int32(): number {
    this.#need(4);
    this.#at += 4;
    return this.#view.getInt32(this.#at - 4, true);
  }

  column<T extends Column>(type: ColumnType<T>, length: number): T {
    const bytes = this.bytes(length * type.BYTES_PER_ELEMENT);
    if (littleEndian) return new type(this.#buffer, bytes.byteOffset, length);
    return new type(swapped(bytes, type.BYTES_PER_ELEMENT).buffer, 0, length);
  }

  bytes(length: number): Uint8Array<ArrayBuffer> {
    this.#need(length);
    const bytes = new Uint8Array(this.#buffer, this.#at, length);
    this.#at += padded(length);
    return bytes;
  }

  /** Throws RangeError when bytes are left over: they were written by something else. */
  end(): void {
    if (this.#at !== this.#buffer.byteLength) {
      throw new RangeError(`${this.#buffer.byteLength - this.#at} bytes are left after the last column.`);
    }
  }

  #need(bytes: number): void {
    if (this.#at + bytes > this.#buffer.byteLength) {
      throw new RangeError(`The bytes end at ${this.#buffer.byteLength}, in the middle of a column.`);
    }
  }
}

/** The bytes in a buffer of their own where they begin at a place that typed arrays can't. */
function asBuffer(data: ArrayBuffer | Uint8Array): ArrayBuffer {
  if (data instanceof ArrayBuffer) return data;
  const { buffer, byteOffset, byteLength } = data;
  if (buffer instanceof ArrayBuffer && byteOffset === 0 && byteLength === buffer.byteLength) return buffer;
  return new Uint8Array(data).buffer;
}

function swapped(bytes: Uint8Array, width: number): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes);
  for (let at = 0; at < copy.length; at += width) copy.subarray(at, at + width).reverse();
  return copy;
}
