import type { Locale } from '@fabwright/facts';
import { chinese } from './chinese-words.ts';
import { english } from './english-words.ts';
import type { ExcursionReportWords } from './excursion-words-shape.ts';

export type { ExcursionReportWords, WhyParts } from './excursion-words-shape.ts';

export function excursionReportWords(locale: Locale): ExcursionReportWords {
  return { en: english, 'zh-CN': chinese }[locale];
}
