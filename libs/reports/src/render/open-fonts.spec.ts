import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fontkit } from './fontkit.ts';
import { LATIN_FILES } from './fonts.ts';
import { keptOpen } from './open-fonts.ts';
import { tabularFont } from './tabular-font.ts';

const open = (file: Uint8Array) => fontkit.create(file);

it('gives the font that is open for what stands for its file, and another for another', () => {
  const [regular, semiBold] = Object.values(LATIN_FILES).map((file) => keptOpen(readFileSync(file)));
  if (!regular || !semiBold) throw new Error('There are two cuts.');
  expect(open(regular)).toBe(open(Buffer.from(regular)));
  expect(open(regular)).toMatchObject({ postscriptName: 'Inter-Regular' });
  expect(open(semiBold)).toMatchObject({ postscriptName: 'Inter-SemiBold' });
});

it('settles what a glyph means before anything is set: of characters that share it, the one people search for', () => {
  const font = open(keptOpen(tabularFont(readFileSync(LATIN_FILES.regular), { kerning: false })));
  if (!('layout' in font)) throw new Error('This is one font.');
  const meant = (character: string): string[] =>
    font.layout(character).glyphs.flatMap(({ codePoints }) => codePoints.map((one) => String.fromCodePoint(one)));
  expect(['\u2206', '\u2126', '\u02bc', '\u02ee', '0', '\u2212'].flatMap(meant)).toEqual([
    ...['\u0394', '\u03a9', '\u2019', '\u201d', '0', '\u2212'],
  ]);
});

it('leaves what it does not know to other formats', () => {
  expect(() => open(Buffer.from('open font 99'))).toThrow();
});
