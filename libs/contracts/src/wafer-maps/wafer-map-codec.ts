import { columnBytes, ColumnReader, ColumnWriter } from './byte-columns.ts';

/** One wafer's dies, column by column; notch down, X right, Y up. */
export interface WaferMap {
  readonly waferId: string;
  /** Null when unknown. */
  readonly slot: number | null;
  readonly x: Int16Array;
  readonly y: Int16Array;
  readonly softBin: Uint16Array;
  readonly hardBin: Uint16Array;
  /** −1 no verdict, 0 failed, 1 good at first, 2 recovered on retest, 3 lost on retest. */
  readonly state: Int8Array;
}

const FORMAT = 'FWM1';
const NO_SLOT = -1;

/**
 * Wafer maps as bytes (media type application/vnd.fabwright.wafer-maps). Little-endian; every column begins at a
 * multiple of 4 bytes and is padded with zeros to the next:
 *
 * ```
 * 'FWM1'  uint32 layouts  uint32 wafers
 * a layout: uint32 dies  int16[dies] x  int16[dies] y
 * a wafer:  uint32 layout  int32 slot (−1 unknown)  uint32 bytes of its id  id in UTF-8
 *           uint16[dies] soft bin  uint16[dies] hard bin  int8[dies] state
 * ```
 *
 * Wafers with the same dies in the same order share a layout: give the dies in one order (see `dieOrder`), and a lot
 * has one. Throws RangeError when the columns of a wafer differ in length.
 */
export function encodeWaferMaps(maps: readonly WaferMap[]): Uint8Array<ArrayBuffer> {
  const layouts: WaferMap[] = [];
  const layoutOf = maps.map((map) => {
    checkLengths(map);
    const known = layouts.findIndex((layout) => sameDies(layout, map));
    return known >= 0 ? known : layouts.push(map) - 1;
  });
  const ids = maps.map((map) => new TextEncoder().encode(map.waferId));
  const writer = new ColumnWriter(sizeOf(maps, layouts, ids));
  writer.bytes(new TextEncoder().encode(FORMAT));
  writer.uint32(layouts.length);
  writer.uint32(maps.length);
  for (const { x, y } of layouts) {
    writer.uint32(x.length);
    writer.column(x);
    writer.column(y);
  }
  maps.forEach((map, at) => {
    const id = ids[at] ?? new Uint8Array();
    writer.uint32(layoutOf[at] ?? 0);
    writer.int32(map.slot ?? NO_SLOT);
    writer.uint32(id.length);
    writer.bytes(id);
    writer.column(map.softBin);
    writer.column(map.hardBin);
    writer.column(map.state);
  });
  return writer.end();
}

/**
 * The maps that `encodeWaferMaps` wrote. Columns are views of `data` where it begins at its buffer's beginning; wafers
 * with one layout share `x` and `y`. Throws RangeError for bytes that are something else, or cut off.
 */
export function decodeWaferMaps(data: ArrayBuffer | Uint8Array): WaferMap[] {
  const reader = new ColumnReader(data, FORMAT);
  const layoutCount = reader.uint32();
  const waferCount = reader.uint32();
  const layouts: { x: Int16Array; y: Int16Array }[] = [];
  for (let at = 0; at < layoutCount; at++) {
    const dies = reader.uint32();
    layouts.push({ x: reader.column(Int16Array, dies), y: reader.column(Int16Array, dies) });
  }
  const maps: WaferMap[] = [];
  for (let at = 0; at < waferCount; at++) maps.push(readWafer(reader, layouts));
  reader.end();
  return maps;
}

function readWafer(reader: ColumnReader, layouts: readonly { x: Int16Array; y: Int16Array }[]): WaferMap {
  const index = reader.uint32();
  const layout = layouts[index];
  if (!layout) throw new RangeError(`A wafer names layout ${index} of ${layouts.length}.`);
  const slot = reader.int32();
  const waferId = new TextDecoder().decode(reader.bytes(reader.uint32()));
  const dies = layout.x.length;
  return {
    waferId,
    slot: slot === NO_SLOT ? null : slot,
    ...layout,
    softBin: reader.column(Uint16Array, dies),
    hardBin: reader.column(Uint16Array, dies),
    state: reader.column(Int8Array, dies),
  };
}

const MOST_DIES = 2 ** 20;

/**
 * Indices of dies by row from the bottom, in a row from the left: the order in which maps and values travel.
 * Coordinates are int16. Throws RangeError beyond a million dies.
 */
export function dieOrder(x: ArrayLike<number>, y: ArrayLike<number>): Uint32Array<ArrayBuffer> {
  const dies = x.length;
  if (dies > MOST_DIES) throw new RangeError(`${dies} dies are more than the ${MOST_DIES} that a map may have.`);
  // Place and index in one number that a double holds exactly: sorting numbers is far faster than comparing dies.
  const keys = new Float64Array(dies);
  for (let die = 0; die < dies; die++) {
    const place = ((y[die] ?? 0) + 32_768) * 65_536 + ((x[die] ?? 0) + 32_768);
    keys[die] = place * MOST_DIES + die;
  }
  keys.sort();
  const order = new Uint32Array(dies);
  for (let at = 0; at < dies; at++) order[at] = (keys[at] ?? 0) % MOST_DIES;
  return order;
}

function checkLengths({ waferId, x, y, softBin, hardBin, state }: WaferMap): void {
  if ([y, softBin, hardBin, state].some((column) => column.length !== x.length)) {
    throw new RangeError(`The columns of wafer ${waferId} differ in length.`);
  }
}

function sameDies(a: WaferMap, b: WaferMap): boolean {
  if (a.x === b.x && a.y === b.y) return true;
  if (a.x.length !== b.x.length) return false;
  for (let die = 0; die < a.x.length; die++) if (a.x[die] !== b.x[die] || a.y[die] !== b.y[die]) return false;
  return true;
}

function sizeOf(maps: readonly WaferMap[], layouts: readonly WaferMap[], ids: readonly Uint8Array[]): number {
  const ofLayouts = layouts.map(({ x }) => columnBytes(4, 2 * x.length, 2 * x.length));
  const ofWafers = maps.map(({ x }, at) =>
    columnBytes(4, 4, 4, ids[at]?.length ?? 0, 2 * x.length, 2 * x.length, x.length),
  );
  return [...ofLayouts, ...ofWafers].reduce((sum, bytes) => sum + bytes, 12);
}
