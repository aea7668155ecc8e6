import { columnBytes, ColumnReader, ColumnWriter } from './byte-columns.ts';

/** The result of one test on each die of a wafer, in the test's unit; NaN = not run. Notch down, X right, Y up. */
export interface DieValues {
  readonly x: Int16Array;
  readonly y: Int16Array;
  readonly values: Float32Array;
}

/** Wafers laid on each other: how many have a verdict at a die, and how many of them failed. */
export interface StackedDies {
  readonly wafers: number;
  readonly x: Int16Array;
  readonly y: Int16Array;
  readonly tested: Uint32Array;
  readonly failed: Uint32Array;
}

const VALUES = 'FWV1';
const STACK = 'FWS1';

/**
 * Values of one test as bytes (application/vnd.fabwright.die-values), laid out as `encodeWaferMaps` says:
 * `'FWV1'  uint32 dies  int16[dies] x  int16[dies] y  float32[dies] values`.
 * Throws RangeError when the columns differ in length.
 */
export function encodeDieValues({ x, y, values }: DieValues): Uint8Array<ArrayBuffer> {
  const dies = sameLength(x, y, values);
  const writer = new ColumnWriter(columnBytes(4, 4, 2 * dies, 2 * dies, 4 * dies));
  writer.bytes(new TextEncoder().encode(VALUES));
  writer.uint32(dies);
  for (const column of [x, y, values]) writer.column(column);
  return writer.end();
}

/** Throws RangeError for bytes that `encodeDieValues` did not write, or that are cut off. */
export function decodeDieValues(data: ArrayBuffer | Uint8Array): DieValues {
  const reader = new ColumnReader(data, VALUES);
  const dies = reader.uint32();
  const x = reader.column(Int16Array, dies);
  const y = reader.column(Int16Array, dies);
  const values = reader.column(Float32Array, dies);
  reader.end();
  return { x, y, values };
}

/**
 * A stack as bytes (application/vnd.fabwright.stacked-map):
 * `'FWS1'  uint32 wafers  uint32 dies  int16[dies] x  int16[dies] y  uint32[dies] tested  uint32[dies] failed`.
 * Throws RangeError when the columns differ in length.
 */
export function encodeStackedDies({ wafers, x, y, tested, failed }: StackedDies): Uint8Array<ArrayBuffer> {
  const dies = sameLength(x, y, tested, failed);
  const writer = new ColumnWriter(columnBytes(4, 4, 4, 2 * dies, 2 * dies, 4 * dies, 4 * dies));
  writer.bytes(new TextEncoder().encode(STACK));
  writer.uint32(wafers);
  writer.uint32(dies);
  for (const column of [x, y, tested, failed]) writer.column(column);
  return writer.end();
}

/** Throws RangeError for bytes that `encodeStackedDies` did not write, or that are cut off. */
export function decodeStackedDies(data: ArrayBuffer | Uint8Array): StackedDies {
  const reader = new ColumnReader(data, STACK);
  const wafers = reader.uint32();
  const dies = reader.uint32();
  const x = reader.column(Int16Array, dies);
  const y = reader.column(Int16Array, dies);
  const tested = reader.column(Uint32Array, dies);
  const failed = reader.column(Uint32Array, dies);
  reader.end();
  return { wafers, x, y, tested, failed };
}

function sameLength(first: ArrayLike<number>, ...others: ArrayLike<number>[]): number {
  if (others.some((column) => column.length !== first.length)) throw new RangeError('The columns differ in length.');
  return first.length;
}
