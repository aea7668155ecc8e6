import type { Font } from 'fontkit';
import { openFont } from './fontkit.ts';
import { readSfnt, writeSfnt } from './sfnt.ts';

/** Characters that stand in columns. */
const IN_COLUMNS = '0123456789+−';
const CMAP_HEADER_BYTES = 12;
const FORMAT_12_HEADER_BYTES = 16;
const GROUP_BYTES = 12;
const WINDOWS = 3;
const UNICODE_FULL = 10;

export interface TabularFontOptions {
  /** False for a cut that is set small: shaping is a fifth of a report's layout, and nearly all of it is kerning. */
  readonly kerning: boolean;
}

/**
 * The same TrueType font with figures of one width by default, and without its substitution table (GSUB). Numbers then
 * stand under each other in every line of a report without asking for a feature, for which pdfkit shapes each word anew
 * as often as it is measured or drawn. Throws when the file is no TrueType font.
 */
export function tabularFont(file: Uint8Array, { kerning }: TabularFontOptions): Uint8Array {
  const font = openFont(file);
  const tables = new Map(readSfnt(file));
  tables.delete('GSUB');
  if (!kerning) tables.delete('GPOS');
  tables.set('cmap', characterMap(glyphs(font)));
  return writeSfnt(tables);
}

/** Glyph of each character, in the order of code points. */
function glyphs(font: Font): (readonly [codePoint: number, glyph: number])[] {
  const inColumns = new Map(
    [...IN_COLUMNS].map((character) => [character.codePointAt(0), font.layout(character, ['tnum']).glyphs[0]?.id]),
  );
  return [...new Set(font.characterSet)]
    .sort((a, b) => a - b)
    .map((codePoint) => [codePoint, inColumns.get(codePoint) ?? font.glyphForCodePoint(codePoint).id]);
}

/** A `cmap` table with one subtable of format 12: runs of characters whose glyphs follow each other. */
function characterMap(pairs: readonly (readonly [number, number])[]): Uint8Array {
  const groups: { start: number; end: number; glyph: number }[] = [];
  for (const [codePoint, glyph] of pairs) {
    const last = groups.at(-1);
    if (last && codePoint === last.end + 1 && glyph === last.glyph + codePoint - last.start) last.end = codePoint;
    else groups.push({ start: codePoint, end: codePoint, glyph });
  }
  const subtableBytes = FORMAT_12_HEADER_BYTES + groups.length * GROUP_BYTES;
  const view = new DataView(new ArrayBuffer(CMAP_HEADER_BYTES + subtableBytes));
  view.setUint16(2, 1);
  view.setUint16(4, WINDOWS);
  view.setUint16(6, UNICODE_FULL);
  view.setUint32(8, CMAP_HEADER_BYTES);
  view.setUint16(CMAP_HEADER_BYTES, 12);
  view.setUint32(CMAP_HEADER_BYTES + 4, subtableBytes);
  view.setUint32(CMAP_HEADER_BYTES + 12, groups.length);
  groups.forEach(({ start, end, glyph }, index) => {
    const at = CMAP_HEADER_BYTES + FORMAT_12_HEADER_BYTES + index * GROUP_BYTES;
    view.setUint32(at, start);
    view.setUint32(at + 4, end);
    view.setUint32(at + 8, glyph);
  });
  return new Uint8Array(view.buffer);
}
