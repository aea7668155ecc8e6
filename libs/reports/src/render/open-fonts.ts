import type { Font } from 'fontkit';
import { fontkit, openFont } from './fontkit.ts';

const OPEN = new Map<string, Font>();
const LONGEST_NAME = 32;

const nameIn = (file: Uint8Array): string => (file.length <= LONGEST_NAME ? Buffer.from(file).toString('latin1') : '');

/** A file that holds nothing but the name of a font that is open already. */
class OpenFontFormat {
  static probe(file: Uint8Array): boolean {
    return OPEN.has(nameIn(file));
  }

  constructor({ buffer }: { readonly buffer: Uint8Array }) {
    return OPEN.get(nameIn(buffer)) as never;
  }
}

fontkit.registerFormat(OpenFontFormat as never);

/**
 * Opens a font for as long as this program runs, and returns what stands for its file wherever fontkit opens one. A font
 * that is opened anew for each document decodes its tables and measures its glyphs anew.
 */
export function keptOpen(file: Uint8Array): Uint8Array {
  const font = openFont(file);
  settleGlyphs(font);
  const name = `open font ${OPEN.size + 1}`;
  OPEN.set(name, font);
  return Buffer.from(name, 'latin1');
}

/** Phonetic and modifier letters: their apostrophe and quote are seldom meant where an apostrophe or a quote stands. */
const isPhonetic = (codePoint: number): boolean => codePoint >= 0x250 && codePoint <= 0x2ff;

/**
 * fontkit keeps with a glyph the character for which it was asked first, and a PDF says of a glyph that it means this
 * one. Delta and increment share theirs, as do omega and ohm. All are asked for here in the order of their code points,
 * so that a document says the same whatever was set before it.
 */
function settleGlyphs(font: Font): void {
  font.getGlyph(0);
  const inOrder = [...new Set(font.characterSet)].sort(
    (a, b) => Number(isPhonetic(a)) - Number(isPhonetic(b)) || a - b,
  );
  for (const codePoint of inOrder) font.glyphForCodePoint(codePoint);
}
