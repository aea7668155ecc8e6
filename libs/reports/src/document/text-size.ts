import { isChinese } from '../render/text-runs.ts';
import type { ReportLanguage } from './report-content.ts';

/** Width of a letter of Inter against its size, on average; a Chinese character is as wide as high. */
const LATIN_WIDTH = 0.55;
/** Height of a line that is set solid, by the fonts' own metrics. */
const SOLID: Readonly<Record<ReportLanguage, number>> = { en: 1.21, 'zh-CN': 1.448 };

/** Space between lines of running text; Chinese has much of it in the font already. */
export const LEADING: Readonly<Record<ReportLanguage, number>> = { en: 1.3, 'zh-CN': 1.12 };

/** Width of a text, points, roughly: enough to tell how many lines it takes. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const letter of text) width += isChinese(letter) ? size : size * LATIN_WIDTH;
  return width;
}

/** Height of a line, points. */
export function lineHeight(size: number, language: ReportLanguage, leading = 1): number {
  return size * SOLID[language] * leading;
}
