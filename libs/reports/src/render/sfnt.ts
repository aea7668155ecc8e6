/** Tables of a TrueType file by tag, as the bytes that the file holds. */
export type SfntTables = ReadonlyMap<string, Uint8Array>;

const HEADER_BYTES = 12;
const RECORD_BYTES = 16;
const TRUETYPE = 0x00010000;

/** Takes a TrueType file apart (OpenType specification 1.9, "Organization of an OpenType font"). Throws for any other. */
export function readSfnt(file: Uint8Array): SfntTables {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (view.getUint32(0) !== TRUETYPE)
    throw new Error('This is no TrueType font: its first four bytes are not 00010000.');
  const tables = new Map<string, Uint8Array>();
  for (let index = 0; index < view.getUint16(4); index += 1) {
    const record = HEADER_BYTES + index * RECORD_BYTES;
    const tag = String.fromCharCode(...file.subarray(record, record + 4));
    const offset = view.getUint32(record + 8);
    tables.set(tag, file.subarray(offset, offset + view.getUint32(record + 12)));
  }
  return tables;
}

/** Puts tables together to a file. Checksums are left 0: no reader of ours looks at them, and a PDF gets a subset anyway. */
export function writeSfnt(tables: SfntTables): Uint8Array {
  const head = HEADER_BYTES + tables.size * RECORD_BYTES;
  const length = [...tables.values()].reduce((sum, table) => sum + padded(table.length), head);
  const file = new Uint8Array(length);
  const view = new DataView(file.buffer);
  view.setUint32(0, TRUETYPE);
  view.setUint16(4, tables.size);
  let record = HEADER_BYTES;
  let offset = head;
  for (const tag of [...tables.keys()].sort()) {
    const table = tables.get(tag) ?? new Uint8Array();
    for (let at = 0; at < 4; at += 1) view.setUint8(record + at, tag.charCodeAt(at));
    view.setUint32(record + 8, offset);
    view.setUint32(record + 12, table.length);
    file.set(table, offset);
    record += RECORD_BYTES;
    offset += padded(table.length);
  }
  return file;
}

const padded = (bytes: number): number => Math.ceil(bytes / 4) * 4;
