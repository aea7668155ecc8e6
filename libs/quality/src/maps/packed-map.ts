import { createHash } from 'node:crypto';
import { dieOrder } from '@fabwright/contracts';
import type { WaferSummary } from '../derivation/wafer-summary.ts';

/**
 * A wafer map as it is stored: dies by row from the bottom, in a row from the left; where they lie once for all wafers
 * whose dies lie alike, the rest as bytes, a place a die.
 */
export interface PackedMap {
  /** SHA-256 of the coordinates, so that the same layout is stored once. */
  readonly layoutId: string;
  readonly x: Int16Array;
  readonly y: Int16Array;
  /** A signed byte a die; see `DieState`. */
  readonly state: Buffer;
  /** A byte a die where no bin of the wafer is above 255; else two, the higher one first. */
  readonly softBin: Buffer;
  readonly hardBin: Buffer;
}

const HIGHEST_BIN = 65_535;
const HIGHEST_OF_A_BYTE = 255;

/** Throws a RangeError for a bin that two bytes can't hold, and beyond a million dies. */
export function packMap({ x: xs, y: ys, state, softBin, hardBin }: WaferSummary['map']): PackedMap {
  const order = dieOrder(xs, ys);
  const [x, y] = [inOrder(xs, order, new Int16Array(order.length)), inOrder(ys, order, new Int16Array(order.length))];
  return {
    layoutId: createHash('sha256').update(inTwoBytes(x)).update(inTwoBytes(y)).digest('hex'),
    x,
    y,
    state: inOrder(state, order, Buffer.allocUnsafe(order.length)),
    softBin: packedBins(softBin, order),
    hardBin: packedBins(hardBin, order),
  };
}

/** States of the dies, in the order of the layout. */
export function unpackedStates(bytes: Uint8Array): Int8Array<ArrayBuffer> {
  return new Int8Array(bytes);
}

/** Bins of so many dies, in the order of the layout. */
export function unpackedBins(bytes: Uint8Array, dies: number): Uint8Array | Uint16Array<ArrayBuffer> {
  if (bytes.length === dies) return bytes;
  const bins = new Uint16Array(dies);
  for (let die = 0; die < dies; die += 1) bins[die] = ((bytes[2 * die] ?? 0) << 8) | (bytes[2 * die + 1] ?? 0);
  return bins;
}

/** Of negative numbers a byte keeps the last eight bits. */
function inOrder<T extends Int16Array | Uint16Array | Buffer>(
  column: Int8Array | Int16Array | Int32Array,
  order: Uint32Array,
  into: T,
): T {
  for (let at = 0; at < order.length; at += 1) into[at] = column[order[at] ?? 0] ?? 0;
  return into;
}

function packedBins(bins: Int32Array, order: Uint32Array): Buffer {
  let [lowest, highest] = [0, 0];
  for (const bin of bins) {
    if (bin > highest) highest = bin;
    else if (bin < lowest) lowest = bin;
  }
  if (lowest < 0 || highest > HIGHEST_BIN) throw new RangeError(`A bin lies in 0 to ${HIGHEST_BIN}.`);
  if (highest <= HIGHEST_OF_A_BYTE) return inOrder(bins, order, Buffer.allocUnsafe(order.length));
  return inTwoBytes(inOrder(bins, order, new Uint16Array(order.length)));
}

/** The higher byte first, as PostgreSQL sends a smallint. */
function inTwoBytes(column: Int16Array | Uint16Array): Buffer {
  const bytes = Buffer.allocUnsafe(2 * column.length);
  for (let at = 0; at < column.length; at += 1) {
    const value = column[at] ?? 0;
    bytes[2 * at] = value >> 8;
    bytes[2 * at + 1] = value;
  }
  return bytes;
}
