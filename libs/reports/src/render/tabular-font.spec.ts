import { readFileSync } from 'node:fs';
import { create, type Font } from 'fontkit';
import { describe, expect, it } from 'vitest';
import { LATIN_FILES } from './fonts.ts';
import { readSfnt } from './sfnt.ts';
import { tabularFont } from './tabular-font.ts';

const open = (file: Uint8Array): Font => create(Buffer.from(file)) as Font;
const width = (font: Font, text: string): number => font.layout(text).advanceWidth;

describe.each(Object.entries(LATIN_FILES))('the %s cut with figures of one width', (_, file) => {
  const original = readFileSync(file);
  const [before, after] = [open(original), open(tabularFont(original, { kerning: true }))];

  it('sets all figures and both signs as wide as each other', () => {
    const widths = new Set([...'0123456789+−'].map((character) => width(after, character)));
    expect(widths.size).toBe(1);
    expect(width(after, '1')).toBe(before.layout('1', ['tnum']).advanceWidth);
    expect(width(before, '1')).not.toBe(width(before, '0'));
  });

  it('sets every other character as before, kerning included', () => {
    for (const character of 'AaÄgß%.,:–<=>±σ°µ²⁻⁴ “”…') expect(width(after, character)).toBe(width(before, character));
    expect(width(after, 'AVATo')).toBe(width(before, 'AVATo'));
    expect(width(after, 'AV')).toBeLessThan(width(after, 'A') + width(after, 'V'));
    expect(after.characterSet.length).toBe(new Set(before.characterSet).size);
  });

  it('goes without kerning where it is told to', () => {
    const plain = open(tabularFont(original, { kerning: false }));
    expect(width(plain, 'AV')).toBe(width(plain, 'A') + width(plain, 'V'));
    expect(width(plain, '1')).toBe(width(after, '1'));
  });

  it('keeps the outlines', () => {
    expect(after.glyphForCodePoint(0x41).path.toSVG()).toBe(before.glyphForCodePoint(0x41).path.toSVG());
  });
});

it('refuses what is no TrueType font', () => {
  expect(() => readSfnt(new TextEncoder().encode('OTTO and more bytes'))).toThrow('no TrueType font');
});
