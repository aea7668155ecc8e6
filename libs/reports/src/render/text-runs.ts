import type { ContentText } from 'pdfmake/interfaces.js';
import { CHINESE_FONT, LATIN_FONT } from './fonts.ts';

/** Han, kana, hangul, CJK punctuation and full-width forms: what Inter has no glyphs for. */
const CHINESE = /[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]/;

/** A line never ends between a number and its unit. */
const BEFORE_UNIT = / (?=%|pp\b|个百分点)/g;
const NO_BREAK_SPACE = '\u00a0';

/** Whether a character is set in the Chinese font. */
export function isChinese(character: string): boolean {
  return CHINESE.test(character);
}

function fontOf(character: string): string {
  return isChinese(character) ? CHINESE_FONT : LATIN_FONT;
}

/**
 * Splits a text where its script changes and names the font of each run.
 * pdfmake takes one font a run and draws a box for a glyph that this font lacks; a space stays with the run before it.
 */
export function textRuns(text: string, style: Partial<ContentText> = {}): ContentText[] {
  const runs: ContentText[] = [];
  let current = '';
  let font = '';
  for (const character of text.replace(BEFORE_UNIT, NO_BREAK_SPACE)) {
    const next = /\s/.test(character) && font ? font : fontOf(character);
    if (next !== font && current) {
      runs.push({ ...style, text: current, font });
      current = '';
    }
    font = next;
    current += character;
  }
  if (current) runs.push({ ...style, text: current, font });
  return runs;
}
