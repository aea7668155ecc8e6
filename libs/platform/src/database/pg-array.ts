/**
 * PostgreSQL's binary form of one-dimensional arrays. node-pg sends a Buffer parameter as binary, so
 * `$1::real[]` takes what the encoders return; `array_send(column)` comes back as a Buffer for the decoders.
 * Ten times faster than text, and exact.
 *
 * Layout (big-endian int32): dimensions, has-null flag, element type; per dimension length and lower bound;
 * then per element its length in bytes (-1 = NULL) and its bytes.
 */
const OID = { int2: 21, int4: 23, real: 700, double: 701 } as const;
const HEADER = 20;
const EMPTY_HEADER = 12;

interface ElementType {
  readonly oid: number;
  readonly bytes: number;
  readonly write: (view: DataView, at: number, value: number) => void;
  readonly read: (view: DataView, at: number) => number;
}

const INT2: ElementType = {
  oid: OID.int2,
  bytes: 2,
  write: (v, at, x) => v.setInt16(at, x),
  read: (v, at) => v.getInt16(at),
};
const INT4: ElementType = {
  oid: OID.int4,
  bytes: 4,
  write: (v, at, x) => v.setInt32(at, x),
  read: (v, at) => v.getInt32(at),
};
const REAL: ElementType = {
  oid: OID.real,
  bytes: 4,
  write: (v, at, x) => v.setFloat32(at, x),
  read: (v, at) => v.getFloat32(at),
};
const DOUBLE: ElementType = {
  oid: OID.double,
  bytes: 8,
  write: (v, at, x) => v.setFloat64(at, x),
  read: (v, at) => v.getFloat64(at),
};

export interface EncodeOptions {
  /** NaN becomes NULL, the way a test that was not run is stored. Default true; false keeps NaN as a value. */
  readonly nanIsNull?: boolean;
}

export const pgArray = {
  /** real[] from 32-bit floats. */
  real: (values: ArrayLike<number>, options: EncodeOptions = {}): Buffer =>
    encode(REAL, values, options.nanIsNull ?? true),
  /** double precision[]. */
  double: (values: ArrayLike<number>, options: EncodeOptions = {}): Buffer =>
    encode(DOUBLE, values, options.nanIsNull ?? true),
  /** smallint[]; values outside −32,768 … 32,767 throw. */
  int2: (values: ArrayLike<number>): Buffer => encode(INT2, checked(values, -32_768, 32_767, 'smallint'), false),
  /** integer[]; values outside ±2³¹ throw. */
  int4: (values: ArrayLike<number>): Buffer =>
    encode(INT4, checked(values, -2_147_483_648, 2_147_483_647, 'integer'), false),

  /** What `array_send(real[])` returned; NULL becomes NaN. */
  toFloat32: (buffer: Buffer): Float32Array => decode(REAL, buffer, (n) => new Float32Array(n), Number.NaN),
  toFloat64: (buffer: Buffer): Float64Array => decode(DOUBLE, buffer, (n) => new Float64Array(n), Number.NaN),
  /** What `array_send(smallint[])` returned; a NULL becomes `nullAs`, and throws where none is named. */
  toInt16: (buffer: Buffer, nullAs?: number): Int16Array => decode(INT2, buffer, (n) => new Int16Array(n), nullAs),
  toInt32: (buffer: Buffer, nullAs?: number): Int32Array => decode(INT4, buffer, (n) => new Int32Array(n), nullAs),
} as const;

function encode(type: ElementType, values: ArrayLike<number>, nanIsNull: boolean): Buffer {
  const count = values.length;
  const nulls = nanIsNull ? countNaN(values) : 0;
  if (count === 0) return header(type, Buffer.alloc(EMPTY_HEADER), 0, 0);
  const buffer = Buffer.allocUnsafe(HEADER + count * (4 + type.bytes) - nulls * type.bytes);
  header(type, buffer, count, nulls);
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  let at = HEADER;
  for (let i = 0; i < count; i++) {
    const value = values[i] as number;
    if (nanIsNull && Number.isNaN(value)) {
      view.setInt32(at, -1);
      at += 4;
    } else {
      view.setInt32(at, type.bytes);
      type.write(view, at + 4, value);
      at += 4 + type.bytes;
    }
  }
  return buffer;
}

function header(type: ElementType, buffer: Buffer, count: number, nulls: number): Buffer {
  buffer.writeInt32BE(count === 0 ? 0 : 1, 0);
  buffer.writeInt32BE(nulls > 0 ? 1 : 0, 4);
  buffer.writeInt32BE(type.oid, 8);
  if (count > 0) {
    buffer.writeInt32BE(count, 12);
    buffer.writeInt32BE(1, 16);
  }
  return buffer;
}

function decode<T extends { [index: number]: number }>(
  type: ElementType,
  buffer: Buffer,
  make: (count: number) => T,
  nullAs: number | undefined,
): T {
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  const dimensions = view.getInt32(0);
  const oid = view.getInt32(8);
  if (oid !== type.oid) throw new TypeError(`Expected an array of type ${type.oid}, got ${oid}.`);
  if (dimensions === 0) return make(0);
  if (dimensions !== 1) throw new TypeError(`Expected one dimension, got ${dimensions}.`);
  const count = view.getInt32(12);
  const values = make(count);
  let at = HEADER;
  for (let i = 0; i < count; i++) {
    const length = view.getInt32(at);
    at += 4;
    if (length === -1) {
      if (nullAs === undefined) throw new TypeError(`Element ${i} is NULL.`);
      values[i] = nullAs;
    } else {
      values[i] = type.read(view, at);
      at += length;
    }
  }
  return values;
}

function countNaN(values: ArrayLike<number>): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) count++;
  return count;
}

function checked(values: ArrayLike<number>, min: number, max: number, name: string): ArrayLike<number> {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!Number.isInteger(value) || value < min || value > max) {
      throw new RangeError(`Element ${i} (${value}) does not fit ${name}.`);
    }
  }
  return values;
}
